package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;

/** Something that watches the commands of a simulated node, and may end them by an exception. */
public interface CommandHook {

  /**
   * Called before a command does anything.
   *
   * @param number how many commands began before it
   */
  default void before(int number, Command command) {}

  /**
   * Called after a command has done everything, before its caller hears of it.
   *
   * @param number how many commands began before it
   */
  default void after(int number, Command command, CommandResult result) {}
}
