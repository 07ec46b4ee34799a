package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.LocalShell;
import ai.thinkheads.phoenix.proxmox.shell.NodeAddress;
import java.util.Optional;

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

  /**
   * A shell on another node of the cluster that a node is part of. What the SSH configuration says
   * about the node's name holds; what it leaves open is as for the first node: user, port, jump
   * hosts and keys. Nothing is connected before the first command.
   *
   * @param first how the first node is reached, as with {@link #open}
   * @param node the other node's name
   * @param told what the cluster tells of it; its address is taken unless the SSH configuration has
   *     a {@code HostName} for the node, its keys when {@code known_hosts} has none
   * @throws InvalidInputException when an address is none
   */
  public static HostShell openBeside(
      String first, String node, NodeAddress told, SshOptions options) {
    Optional<SshTarget> beside =
        first.equals(LOCAL) ? Optional.empty() : Optional.of(SshTarget.parse(first));
    SshTarget named = SshTarget.parse(node);
    String user = beside.flatMap(SshTarget::user).map(name -> name + "@").orElse("");
    return new SshShell(
        user + node, resolver -> resolver.resolveBeside(beside, named, told), options);
  }

  /**
   * A shell on a node of a cluster at an address of one's own. Nothing is connected before the
   * first command.
   *
   * @param target as with {@link #open}
   * @param node the node's name
   * @param told what the cluster tells of it; its keys are taken when {@code known_hosts} has none
   * @throws InvalidInputException when the address is none
   */
  public static HostShell openAs(String target, String node, NodeAddress told, SshOptions options) {
    if (target.equals(LOCAL)) {
      return open(target, options);
    }
    SshTarget parsed = SshTarget.parse(target);
    return new SshShell(
        parsed.toString(), resolver -> resolver.resolveAs(node, told.hostKeys(), parsed), options);
  }

  private HostShells() {}
}
