package ai.thinkheads.phoenix.lab;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Through which the programs of Proxmox in the lab's node, started by whomever, reach the simulated
 * one: each call is a folder, announced by a line in a pipe.
 */
final class PctDoor implements AutoCloseable {

  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private final Path folder;
  private final SimulatedHost host;
  private final Thread listener = new Thread(this::listen, "lab-pct-door");

  private PctDoor(Path folder, SimulatedHost host) {
    this.folder = folder;
    this.host = host;
  }

  /** Opens it in the lab's folder. */
  static PctDoor open(Path folder, SimulatedHost host) {
    PctDoor door = new PctDoor(folder, host);
    Programs.run("mkfifo", "-m", "600", door.requests().toString());
    Programs.run("mkdir", "-m", "700", folder.resolve("calls").toString());
    door.listener.setDaemon(true);
    door.listener.start();
    return door;
  }

  private Path requests() {
    return folder.resolve("requests");
  }

  private void listen() {
    // open for writing, too, so that there never is an end
    try (RandomAccessFile kept = new RandomAccessFile(requests().toFile(), "rw");
        BufferedReader lines =
            new BufferedReader(new FileReader(kept.getFD())) {
              @Override
              public void close() {}
            }) {
      for (String name = lines.readLine(); !name.isEmpty(); name = lines.readLine()) {
        Path call = folder.resolve("calls").resolve(name);
        Thread answer = new Thread(() -> answer(call), "lab-pct-call");
        answer.setDaemon(true);
        answer.start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(Path call) {
    try {
      CommandResult result = run(call);
      Files.write(call.resolve("stdout"), result.stdout());
      Files.write(call.resolve("stderr"), result.stderr());
      try (RandomAccessFile status = new RandomAccessFile(call.resolve("status").toFile(), "rw")) {
        status.write((result.exitCode() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // the caller was killed, and took its folder along or left it unfinished
    }
  }

  private CommandResult run(Path call) throws IOException {
    String words = Files.readString(call.resolve("argv"));
    List<String> argv = List.of(words.substring(0, words.length() - 1).split("\0", -1));
    byte[] stdin = Files.readAllBytes(call.resolve("stdin"));
    try {
      return host.shell().run(new Command(argv, stdin, NO_LIMIT));
    } catch (RuntimeException e) {
      return CommandResult.of(255, "", argv.get(0) + " was killed: " + e + "\n");
    }
  }

  @Override
  public void close() {
    try (RandomAccessFile requests = new RandomAccessFile(requests().toFile(), "rw")) {
      requests.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
