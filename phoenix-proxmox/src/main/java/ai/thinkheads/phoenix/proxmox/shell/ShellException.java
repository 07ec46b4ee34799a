package ai.thinkheads.phoenix.proxmox.shell;

import ai.thinkheads.phoenix.core.HypervisorException;
import org.jspecify.annotations.Nullable;

/** A node could not be reached, refused the connection, or a command's end is unknown. */
public class ShellException extends HypervisorException {

  private static final long serialVersionUID = 1L;

  /** A failure and what to do about it. */
  public ShellException(String message, String remedy) {
    super(message, remedy);
  }

  /** A failure, what to do about it, and its cause. */
  public ShellException(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
