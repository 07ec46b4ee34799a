package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A shell on a simulated node.
 *
 * @param target who is logged in where
 * @param runner what runs a command
 */
record SimulatedShell(String target, BiFunction<Command, Consumer<String>, CommandResult> runner)
    implements HostShell {

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    return runner.apply(command, lines);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return target;
  }
}
