package ai.thinkheads.phoenix.proxmox.ssh;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds how many channels are open at once, and tells when one has been closed. */
final class ChannelGate {

  private static final long WHILE_OTHERS_RUN_MILLIS = 50;

  private final Semaphore places;
  private int open;
  private long openings;

  ChannelGate(int places) {
    this.places = new Semaphore(places, true);
  }

  /** Waits for a place. */
  void enter() throws InterruptedException {
    places.acquire();
  }

  /** Gives the place back. */
  void leave() {
    places.release();
  }

  synchronized void opened() {
    open++;
    openings++;
  }

  synchronized void closed() {
    open--;
    notify(); // one place was freed: the others would only be refused again
  }

  /**
   * Waits until it makes sense to ask the server for a channel again: until one of ours is closed,
   * or a while when there is none.
   *
   * @param pauseMillis how long when there is none
   * @return whether there was one, or is one now, so that asking is sure to succeed some day
   */
  synchronized boolean awaitChance(long pauseMillis) throws InterruptedException {
    int before = open;
    long openedBefore = openings;
    long pause = TimeUnit.MILLISECONDS.toNanos(before > 0 ? WHILE_OTHERS_RUN_MILLIS : pauseMillis);
    long deadline = System.nanoTime() + pause;
    long left = pause;
    while ((before == 0 || open >= before) && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return before > 0 || openings > openedBefore;
  }
}
