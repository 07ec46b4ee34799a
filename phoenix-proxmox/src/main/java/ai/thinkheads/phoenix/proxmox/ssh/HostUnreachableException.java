package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import org.jspecify.annotations.Nullable;

/** There is no SSH server where the user said, or it does not talk to us. */
public final class HostUnreachableException extends ShellException {

  private static final long serialVersionUID = 1L;

  HostUnreachableException(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
