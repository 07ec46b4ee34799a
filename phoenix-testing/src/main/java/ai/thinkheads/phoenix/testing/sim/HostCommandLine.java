package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The login shell of a simulated node. It runs one simple command; what a real shell would expand,
 * or chain, it refuses, so that text which is quoted wrongly shows.
 *
 * @param host the node
 */
record HostCommandLine(SimulatedHost host) implements CommandLineShell {

  private static final Duration NO_LIMIT = Duration.ofDays(1);

  @Override
  public int run(String line, byte[] stdin, OutputStream stdout, OutputStream stderr) {
    List<String> words;
    try {
      words = ShellWords.simple(line);
    } catch (IllegalArgumentException e) {
      write(stderr, ("bash: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
      return 2;
    }
    if (words.isEmpty()) {
      return 0;
    }
    AtomicInteger sent = new AtomicInteger();
    CommandResult result =
        host.stream(
            new Command(words, stdin, NO_LIMIT),
            bytes -> {
              write(stdout, bytes);
              sent.addAndGet(bytes.length);
            });
    byte[] all = result.stdout();
    write(stdout, Arrays.copyOfRange(all, Math.min(sent.get(), all.length), all.length));
    write(stderr, result.stderr());
    return result.exitCode();
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
