package ai.thinkheads.phoenix.proxmox.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real OpenSSH server on a loopback port, with keys and a configuration of its own, where root
 * logs in. It ends with everything it has started.
 */
final class OpenSshServer implements AutoCloseable {

  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final int TRIES = 5;

  private final Path directory;
  private final int port;
  private Process process;

  private OpenSshServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Skips the test where such a server cannot be had. */
  static void assumeAvailable() {
    assumeTrue(Files.isExecutable(SSHD), SSHD + " is not installed: this test needs a real server");
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "not root: a real server only lets others in that way");
  }

  /**
   * Starts a server that lets in who has {@link #userKey}.
   *
   * @param directory an empty one for its files
   * @param settings more lines for sshd_config, which count before the usual ones
   */
  static OpenSshServer start(Path directory, String... settings) {
    assumeAvailable();
    try {
      Files.createDirectories(directory);
      Files.createDirectories(Path.of("/run/sshd"));
      generateKey(directory.resolve("host_ed25519"), "-t", "ed25519");
      generateKey(directory.resolve("user_ed25519"), "-t", "ed25519");
      Files.copy(directory.resolve("user_ed25519.pub"), directory.resolve("authorized_keys"));
      for (int i = 0; i < TRIES; i++) {
        OpenSshServer server = tryStart(directory, settings);
        if (server.process.isAlive()) {
          return server;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("sshd does not start, see " + directory.resolve("log"));
  }

  private static OpenSshServer tryStart(Path directory, String... settings) throws IOException {
    int port = freePort();
    List<String> config = new ArrayList<>(List.of(settings));
    if (Stream.of(settings).noneMatch(line -> line.startsWith("HostKey "))) {
      config.add("HostKey " + directory.resolve("host_ed25519"));
    }
    config.addAll(
        List.of(
            "ListenAddress 127.0.0.1:" + port,
            "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
            "PermitRootLogin yes",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "UsePAM no",
            "StrictModes no",
            "PidFile none",
            "LogLevel VERBOSE"));
    Files.write(directory.resolve("sshd_config"), config);
    return new OpenSshServer(directory, port, launch(directory));
  }

  private static Process launch(Path directory) throws IOException {
    Path config = directory.resolve("sshd_config");
    Process process =
        new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitListening(process, directory.resolve("log"));
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(Process process, Path log) throws IOException {
    BufferedReader stderr =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    String line = stderr.readLine();
    while (line != null && !line.contains("Server listening")) {
      Files.writeString(log, line + "\n");
      line = stderr.readLine();
    }
    Thread drain = new Thread(() -> stderr.lines().forEach(next -> {}), "sshd-log");
    drain.setDaemon(true);
    drain.start();
  }

  /** Makes a key pair; the private half is the file, the public one has .pub behind it. */
  static Path generateKey(Path file, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("ssh-keygen", "-q", "-C", "comment", "-f", file.toString()));
    command.addAll(List.of(arguments));
    if (!command.contains("-N")) {
      command.addAll(List.of("-N", ""));
    }
    run(command);
    return file;
  }

  /** Runs a program of this machine to its successful end. */
  static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return port;
  }

  /** Like {@code ssh://root@127.0.0.1:40022}. */
  String target() {
    return "ssh://root@127.0.0.1:" + port;
  }

  /** The private key that is let in. */
  Path userKey() {
    return directory.resolve("user_ed25519");
  }

  /** Lets in another key. */
  void authorize(Path privateKey) {
    append(
        directory.resolve("authorized_keys"),
        read(privateKey.resolveSibling(privateKey.getFileName() + ".pub")));
  }

  /** The name under which its host key is known. */
  String knownAs() {
    return "[127.0.0.1]:" + port;
  }

  /** Type and Base64 of a host key. */
  String hostKey(String type) {
    String[] words = read(directory.resolve("host_" + type + ".pub")).split(" ", -1);
    return words[0] + " " + words[1];
  }

  /** A known_hosts file that has its ed25519 key. */
  Path knownHosts() {
    Path file = directory.resolve("known_hosts");
    write(file, knownAs() + " " + hostKey("ed25519") + "\n");
    return file;
  }

  /** Options with which the server lets root in: no configuration, no agent. */
  SshOptions options() {
    Path config = directory.resolve("ssh_config");
    write(config, "");
    return SshOptions.of(Map.of("PATH", System.getenv("PATH")), directory, "root")
        .withConfigFile(config)
        .withKnownHosts(knownHosts())
        .withIdentityFile(userKey());
  }

  /** The fingerprint of a key as OpenSSH computes it. */
  static String fingerprint(Path key) {
    return run(List.of("ssh-keygen", "-lf", key + ".pub")).split(" ", -1)[1];
  }

  static void createDirectories(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void append(Path file, String text) {
    write(file, read(file) + text);
  }

  /** How many clients are connected. */
  int connections() {
    return (int) process.children().count();
  }

  /** Stops answering over the connections that there are, without ending them. */
  void freezeConnections() {
    process
        .children()
        .forEach(session -> run(List.of("kill", "-STOP", String.valueOf(session.pid()))));
  }

  /** Kills the connections that it serves, but not what runs in them. */
  void killConnections() {
    List<ProcessHandle> sessions = process.children().toList();
    sessions.forEach(ProcessHandle::destroyForcibly);
    sessions.forEach(handle -> handle.onExit().join());
  }

  /** Kills the server and the connections it serves. */
  void kill() {
    List<ProcessHandle> tree =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    tree.forEach(ProcessHandle::destroyForcibly);
    tree.forEach(handle -> handle.onExit().join());
  }

  /** Starts it again on its port, with the connections that it served ended. */
  void restart() {
    kill();
    try {
      process = launch(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!process.isAlive()) {
      throw new AssertionError("sshd does not start again, see " + directory.resolve("log"));
    }
  }

  /** Options for a way to this server that has another port. */
  SshOptions optionsVia(Wire wire) {
    SshOptions options = options();
    OpenSshServer.write(
        directory.resolve("known_hosts"),
        "[127.0.0.1]:" + wire.port() + " " + hostKey("ed25519") + "\n");
    return options;
  }

  @Override
  public void close() {
    kill();
  }
}
