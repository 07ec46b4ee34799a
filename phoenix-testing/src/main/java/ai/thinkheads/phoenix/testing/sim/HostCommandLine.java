package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The login shell of a simulated node. It runs one simple command; what a real shell would expand,
 * or chain, it refuses, so that text which is quoted wrongly shows.
 *
 * @param host the node
 */
record HostCommandLine(SimulatedHost host) implements CommandLineShell {

  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private static final Set<String> READERS = Set.of("bash", "sh", "cat", "lxc-attach");

  @Override
  public int run(String line, InputStream stdin, OutputStream stdout, OutputStream stderr) {
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
    if (words.contains(HoldScript.NAME)) {
      return runBeside(words, stdin, stdout, stderr);
    }
    AtomicInteger sent = new AtomicInteger();
    CommandResult result =
        host.runAtLogin(
            new Command(words, readsStdin(words) ? read(stdin) : new byte[0], NO_LIMIT),
            bytes -> {
              write(stdout, bytes);
              sent.addAndGet(bytes.length);
            });
    byte[] all = result.stdout();
    write(stdout, Arrays.copyOfRange(all, Math.min(sent.get(), all.length), all.length));
    write(stderr, result.stderr());
    return result.exitCode();
  }

  private int runBeside(
      List<String> words, InputStream stdin, OutputStream stdout, OutputStream stderr) {
    Command command = new Command(words, new byte[0], NO_LIMIT);
    CommandResult result = host.runBeside(command, stdin, bytes -> write(stdout, bytes));
    write(stderr, result.stderr());
    return result.exitCode();
  }

  /** Whoever does not read, does not wait for a client that never ends its input. */
  private static boolean readsStdin(List<String> words) {
    boolean reads = words.stream().anyMatch(READERS::contains);
    boolean entersGuest = words.contains("pct") && words.contains("exec");
    return reads || entersGuest;
  }

  private static byte[] read(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
