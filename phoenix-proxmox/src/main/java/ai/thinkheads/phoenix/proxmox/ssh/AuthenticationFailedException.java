package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import org.jspecify.annotations.Nullable;

/** The host did not accept the user. */
public final class AuthenticationFailedException extends ShellException {

  private static final long serialVersionUID = 1L;

  AuthenticationFailedException(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
