package ai.thinkheads.phoenix.lab;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node in namespaces of its own: processes, mounts, network, names. Its network reaches the
 * outside through slirp4netns, a process without rights, and nothing of this machine's network is
 * changed for it. It ends, with all that runs in it, when this process does.
 */
final class LabNode implements AutoCloseable {

  /** The network of its bridge, in which guests have addresses above 1; it exists nowhere else. */
  static final String NETWORK = "10.98.0.";

  /** The way out of that network. */
  static final String GATEWAY = NETWORK + "1";

  /** Who answers questions about names. */
  static final String NAME_SERVER = "10.0.2.3";

  private final Process process;
  private final Process network;
  private final long init;

  private LabNode(Process process, Process network, long init) {
    this.process = process;
    this.network = network;
    this.init = init;
  }

  /** Starts a node with the files of the simulated one in that folder's {@code node}. */
  static LabNode start(Path folder, String version) {
    try {
      write(folder.resolve("node.sh"), "node.sh");
      write(folder.resolve("pct"), "pct.sh");
      Process process =
          new ProcessBuilder(
                  "unshare",
                  "--mount",
                  "--net",
                  "--uts",
                  "--ipc",
                  "--pid",
                  "--fork",
                  "--kill-child",
                  "bash",
                  folder.resolve("node.sh").toString(),
                  folder.toString(),
                  version)
              .redirectErrorStream(true)
              .start();
      awaitReady(process);
      long init = process.children().findFirst().orElseThrow().pid();
      return new LabNode(process, connect(init), init);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String resource) throws IOException {
    try (InputStream stream = LabNode.class.getResourceAsStream(resource)) {
      Files.copy(stream, file);
    }
  }

  private static void awaitReady(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return;
      }
      lines.add(line);
    }
    throw new IllegalStateException("the lab's node does not start: " + lines);
  }

  private static Process connect(long init) throws IOException {
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "exec slirp4netns --configure --mtu=65520 --disable-host-loopback --exit-fd=0"
                    + " --ready-fd=3 \"$1\" tap0 3>&1 >/dev/null 2>&1",
                "slirp",
                String.valueOf(init))
            .start();
    if (process.getInputStream().read() != '1') {
      process.destroy();
      throw new IllegalStateException("slirp4netns does not connect the lab's node");
    }
    return process;
  }

  /** What runs a program of the node, as root and with nothing of this process's environment. */
  List<String> argv(List<String> argv) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--target",
                String.valueOf(init),
                "--mount",
                "--net",
                "--uts",
                "--ipc",
                "--pid",
                "--wd=/",
                "--",
                "env",
                "-i",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/root",
                "LANG=C.UTF-8"));
    words.addAll(argv);
    return words;
  }

  /** Runs a program of the node. */
  CommandResult run(Command command, Consumer<String> lines) {
    return Programs.shell()
        .run(new Command(argv(command.argv()), command.stdin(), command.timeout()), lines);
  }

  /** Runs a program of the node to its successful end. */
  String run(String... argv) {
    return Programs.run(argv(List.of(argv)));
  }

  /** The sockets in its network, of which each running container has one. */
  String sockets() {
    try {
      return Files.readString(Path.of("/proc/" + init + "/net/unix"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it with all that runs in it. */
  @Override
  public void close() {
    network.destroyForcibly();
    process.children().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    network.onExit().join();
    process.onExit().join();
  }
}
