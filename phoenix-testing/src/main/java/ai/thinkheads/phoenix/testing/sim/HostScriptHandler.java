package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;

/**
 * Answers one of Phoenix's own scripts on the simulated node, since there is no bash to run it. It
 * does to the node's files what the script would do.
 */
@FunctionalInterface
public interface HostScriptHandler {

  /** What the script would leave behind. */
  CommandResult run(HostScriptCall call);
}
