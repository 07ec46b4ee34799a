package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;

/** The host could not prove that it is the one it should be. Nothing was sent to it. */
public final class HostKeyRejectedException extends ShellException {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the host's key. */
  public enum Reason {
    /** The host is in no known_hosts file. */
    UNKNOWN,
    /** The known_hosts files give the host another key. */
    CHANGED,
    /** A known_hosts file says that the key must not be trusted any more. */
    REVOKED
  }

  private final Reason reason;

  HostKeyRejectedException(Reason reason, String message, String remedy) {
    super(message, remedy);
    this.reason = reason;
  }

  /** What is wrong with the host's key. */
  public Reason reason() {
    return reason;
  }
}
