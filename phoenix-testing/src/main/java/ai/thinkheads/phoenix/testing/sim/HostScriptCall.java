package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run of a script on the simulated node.
 *
 * @param host the node; its files are read and changed by {@link SimulatedHost#read}, {@link
 *     SimulatedHost#write} and the like
 * @param script the text of the script
 * @param arguments the arguments behind the script's name
 * @param stdin what the script can read
 * @param lines hears whole lines of the standard output while the script goes on; what is told must
 *     be the beginning of the result's standard output
 */
@SuppressWarnings("ArrayRecordComponent") // copied on both ways, and never compared
public record HostScriptCall(
    SimulatedHost host,
    String script,
    List<String> arguments,
    byte[] stdin,
    Consumer<String> lines) {

  /** Copies arguments and input. */
  public HostScriptCall {
    arguments = List.copyOf(arguments);
    stdin = stdin.clone();
  }

  @Override
  public byte[] stdin() {
    return stdin.clone();
  }

  /** Runs a program of the node as the script would; it does not count as a command of its own. */
  public CommandResult run(String... argv) {
    return host.runInside(Command.of(argv));
  }
}
