package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A shell on a simulated node.
 *
 * @param target who is logged in where
 * @param host the node
 */
record SimulatedShell(String target, SimulatedHost host) implements HostShell {

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    return host.run(command, lines);
  }

  @Override
  public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
    LineSplitter splitter = new LineSplitter(lines);
    return host.runBeside(command, stdin, splitter);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return target;
  }
}
