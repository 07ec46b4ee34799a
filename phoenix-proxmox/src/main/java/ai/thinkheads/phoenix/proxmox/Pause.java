package ai.thinkheads.phoenix.proxmox;

import java.time.Duration;

/** How time passes between two tries, while another operation of Proxmox is waited for. */
@FunctionalInterface
public interface Pause {

  /** Lets that much time pass: a few seconds, or half a minute. */
  void of(Duration time) throws InterruptedException;

  /** Lets no time pass; for tests on simulated nodes. */
  static Pause none() {
    return time -> {};
  }
}
