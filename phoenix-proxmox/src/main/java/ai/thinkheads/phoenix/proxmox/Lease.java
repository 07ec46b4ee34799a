package ai.thinkheads.phoenix.proxmox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Until when a lock on the node surely lasts, as seen from here: the node keeps it for a while
 * after every beat that reaches it, and answers each. What is answered was heard no sooner than it
 * was sent.
 */
final class Lease {

  /** A point in time by two clocks, of which one stops while a machine sleeps and one may jump. */
  record Moment(long nanos, long millis) {

    static Moment now() {
      return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    /** The time that has passed since, by the clock that says more. */
    Duration since(Moment earlier) {
      Duration running = Duration.ofNanos(nanos - earlier.nanos);
      Duration wall = Duration.ofMillis(millis - earlier.millis);
      return running.compareTo(wall) > 0 ? running : wall;
    }
  }

  private final Duration term;
  private final Supplier<Moment> clock;
  // The last one that counts as answered, then those that are not.
  private final Deque<Moment> beats = new ArrayDeque<>();

  /**
   * @param term how long the node surely keeps the lock after a beat
   */
  Lease(Duration term, Supplier<Moment> clock) {
    this.term = term;
    this.clock = clock;
  }

  /** A beat is about to be sent; the first one is the beginning and needs no answer. */
  synchronized void sent() {
    beats.add(clock.get());
  }

  /** The node has answered one more beat. */
  synchronized void answered() {
    if (beats.size() > 1) {
      beats.remove();
    }
  }

  /** Whether an answered beat was sent within the term; also before the beginning. */
  synchronized boolean isValid() {
    Moment last = beats.peek();
    return last == null || clock.get().since(last).compareTo(term) < 0;
  }
}
