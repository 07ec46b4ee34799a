package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.model.Infrastructure;
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
}
