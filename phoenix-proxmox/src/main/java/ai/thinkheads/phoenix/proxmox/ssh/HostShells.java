package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.LocalShell;

/** Opens shells on nodes by their address. */
public final class HostShells {

  /** The address of the machine that this program runs on. */
  public static final String LOCAL = "local:";

  /**
   * A shell on a node. Nothing is connected before the first command.
   *
   * @param target {@code ssh://root@pve1:22}, {@code root@pve1}, {@code pve1}, or {@link #LOCAL}
   * @throws InvalidInputException when the address is none
   */
  public static HostShell open(String target, SshOptions options) {
    if (target.equals(LOCAL)) {
      return LocalShell.of(options.user(), options.channels(), options.outputLimit());
    }
    return new SshShell(SshTarget.parse(target), options);
  }

  private HostShells() {}
}
