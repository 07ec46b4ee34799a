package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Passes on the lines that a program tells while it runs, and at its end what it did not tell. */
final class LineRelay implements Consumer<String> {

  private final Output output;
  private int told;

  LineRelay(Output output) {
    this.output = output;
  }

  @Override
  public void accept(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    told += bytes.length;
    output.out(bytes);
  }

  /** The result's output begins with the lines that were told. */
  int end(CommandResult result) {
    byte[] all = result.stdout();
    output.out(Arrays.copyOfRange(all, Math.min(told, all.length), all.length));
    output.err(result.stderr());
    return result.exitCode();
  }
}
