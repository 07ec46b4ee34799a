package ai.thinkheads.phoenix.core.run;

import java.util.concurrent.atomic.AtomicBoolean;

/** A wish, made from another thread, that a run begins nothing new. */
public final class Cancellation {

  private final AtomicBoolean requested = new AtomicBoolean();

  /** A wish that has not been made yet. */
  public Cancellation() {}

  /** Asks the run to end: what goes on is finished, nothing new is begun. */
  public void request() {
    requested.set(true);
  }

  /** Whether the run was asked to end. */
  public boolean isRequested() {
    return requested.get();
  }
}
