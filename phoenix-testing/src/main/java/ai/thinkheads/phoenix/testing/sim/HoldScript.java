package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@code phoenix-hold} does on a simulated node. Silence does not end it: its client dies with
 * this process, or closes its input.
 */
final class HoldScript {

  static final String NAME = "phoenix-hold";

  private static final int BUSY = 75;

  private final Node node;
  private final InputStream stdin;
  private final Consumer<byte[]> stdout;
  private String told = "";

  HoldScript(Node node, InputStream stdin, Consumer<byte[]> stdout) {
    this.node = node;
    this.stdin = stdin;
    this.stdout = stdout;
  }

  CommandResult run(List<String> arguments) {
    Duration wait = Duration.ofSeconds(Long.parseLong(arguments.get(0)));
    try {
      Optional<NodeLock.Taken> taken = node.lock().take(wait, this::tellHolder);
      if (taken.isEmpty()) {
        return CommandResult.of(BUSY, "", "");
      }
      try (NodeLock.Taken lock = taken.get()) {
        keep(lock, arguments.get(2));
      }
    } catch (InterruptedException | InterruptedIOException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CommandResult.of(0, "", "");
  }

  private void tellHolder() {
    try {
      String holder = node.lock().holder();
      if (!holder.equals(told)) {
        say("busy " + holder);
      }
      told = holder;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(NodeLock.Taken lock, String holder) throws IOException {
    lock.writeHolder(node.clock().instant().getEpochSecond() + " " + holder);
    say("held");
    for (int next = stdin.read(); next >= 0; next = stdin.read()) {
      if (next == '\n') {
        say("alive");
      }
    }
  }

  private void say(String line) {
    stdout.accept((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
