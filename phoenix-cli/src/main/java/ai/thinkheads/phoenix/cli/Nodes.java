package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.proxmox.NodeShells;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;

/** Opens the node that the user names. */
@FunctionalInterface
interface Nodes {

  /**
   * A shell on the node, to be closed by the caller.
   *
   * @param channels how many commands may run on it at once
   * @param infrastructure what a new simulated node is made to fit
   */
  HostShell open(
      NodeOptions options,
      int channels,
      Infrastructure infrastructure,
      Surroundings surroundings,
      Screen screen);

  /**
   * How the other nodes of its cluster are reached; by default they are not.
   *
   * @param channels how many commands may run on each at once
   */
  default NodeShells others(
      NodeOptions options, int channels, Surroundings surroundings, Screen screen) {
    return (node, told) -> {
      throw new HypervisorException("how to reach node " + node + " is not known", "");
    };
  }
}
