package ai.thinkheads.phoenix.proxmox.shell;

import ai.thinkheads.phoenix.core.text.Words;
import java.time.Duration;

/** A command did not end in its time. */
public final class CommandTimeoutException extends ShellException {

  private static final long serialVersionUID = 1L;

  private final Duration timeout;

  /**
   * @param target where, for people
   * @param command what took too long
   * @param killed whether it is known to have been killed
   */
  public CommandTimeoutException(String target, Command command, boolean killed) {
    super(
        target
            + ": "
            + command.summary()
            + " did not end within "
            + Words.duration(command.timeout())
            + (killed ? " and was killed" : "; killing it failed, it may still go on"),
        killed
            ? "look on the node at what it was waiting for, then run again"
            : "look on the node whether it still runs (ps), then run again");
    this.timeout = command.timeout();
  }

  /** The time that the command had. */
  public Duration timeout() {
    return timeout;
  }
}
