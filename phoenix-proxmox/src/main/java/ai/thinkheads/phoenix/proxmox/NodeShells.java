package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.NodeAddress;

/** How the other nodes of a cluster are reached, beside the one that was connected to. */
@FunctionalInterface
public interface NodeShells {

  /**
   * A shell on a node, to be closed by the caller. Nothing needs to be connected before the first
   * command.
   *
   * @param node its name in the cluster
   * @param told what the cluster tells of how it is reached
   * @throws HypervisorException when it is not known how to reach it
   */
  HostShell open(String node, NodeAddress told);
}
