package ai.thinkheads.phoenix.proxmox;

import java.time.Duration;

/** How time is let pass. */
@FunctionalInterface
interface Pause {

  /**
   * Returns after that time.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  void of(Duration time) throws InterruptedException;
}
