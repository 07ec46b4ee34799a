package ai.thinkheads.phoenix.proxmox.shell;

/** The user is not root, and {@code sudo} did not let the command run as root. */
public final class SudoRefusedException extends ShellException {

  private static final long serialVersionUID = 1L;

  /**
   * @param target where, for people
   * @param user who asked
   * @param answer what sudo said
   */
  public SudoRefusedException(String target, String user, String answer) {
    super(
        target + ": " + user + " may not run commands as root without a password: " + answer,
        "connect as root, or install sudo on the node and put this line into"
            + " /etc/sudoers.d/phoenix there: "
            + user
            + " ALL=(root) NOPASSWD: ALL");
  }
}
