package ai.thinkheads.phoenix.proxmox.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real ssh-agent that holds nothing at first, and ends with its test. */
final class Agent implements AutoCloseable {

  private final Process process;
  private final Path socket;

  private Agent(Process process, Path socket) {
    this.process = process;
    this.socket = socket;
  }

  static Agent start(Path directory) {
    try {
      Path socket = directory.resolve("agent");
      Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
      // It prints its address when it listens.
      process.inputReader(StandardCharsets.UTF_8).readLine();
      return new Agent(process, socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path socket() {
    return socket;
  }

  Map<String, String> environment() {
    return Map.of("SSH_AUTH_SOCK", socket.toString());
  }

  void add(Path key) {
    OpenSshServer.run(List.of("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", key.toString()));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
