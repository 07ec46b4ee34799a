package ai.thinkheads.phoenix.proxmox.shell;

import org.jspecify.annotations.Nullable;

/**
 * The connection ended while a command ran: whether it took effect is unknown.
 *
 * <p>Running again is safe where a run starts by looking at what exists, as Phoenix does.
 */
public final class ConnectionLostException extends ShellException {

  private static final long serialVersionUID = 1L;

  /**
   * @param target where, for people
   * @param command whose outcome is unknown
   * @param cause what the transport said, if anything
   */
  public ConnectionLostException(String target, Command command, @Nullable Throwable cause) {
    super(
        target
            + ": the connection was lost while this ran, its outcome is unknown: "
            + command.summary(),
        "check that the node is up and reachable, then run again: it goes on from what is there",
        cause);
  }
}
