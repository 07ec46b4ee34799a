package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;

/**
 * Answers one of Phoenix's own scripts inside a simulated guest, since there is no bash to run it.
 * It does to the guest's files what the script would do.
 */
@FunctionalInterface
public interface GuestScriptHandler {

  /** What the script would leave behind. */
  CommandResult run(GuestScriptCall call);
}
