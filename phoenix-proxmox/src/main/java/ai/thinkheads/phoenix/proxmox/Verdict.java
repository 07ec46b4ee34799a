package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;

/** Whether a command did what it was run for. */
sealed interface Verdict {

  /** It did, or there was nothing to do. */
  record Done() implements Verdict {}

  /**
   * It did not, because something else goes on that will end soon.
   *
   * @param reason what it waits for, for people
   * @param failure what to throw when it does not end
   */
  record TryAgain(String reason, HypervisorException failure) implements Verdict {}

  /**
   * It did not, and will not.
   *
   * @param failure what to throw
   */
  record Failed(HypervisorException failure) implements Verdict {}
}
