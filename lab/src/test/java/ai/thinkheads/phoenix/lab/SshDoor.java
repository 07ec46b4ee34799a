package ai.thinkheads.phoenix.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Through which clients on the loopback interface reach the lab's node: each connection gets a
 * process of the real OpenSSH server there.
 */
final class SshDoor implements AutoCloseable {

  private final Path keys;
  private final LabNode node;
  private final ServerSocket server;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private SshDoor(Path keys, LabNode node, ServerSocket server) {
    this.keys = keys;
    this.node = node;
    this.server = server;
  }

  /** Opens it on a free port, with fresh keys in the lab's folder. */
  static SshDoor open(Path folder, LabNode node) {
    Path keys = folder.resolve("keys");
    try {
      Files.createDirectory(keys);
      for (String key : List.of("host", "user")) {
        Programs.run(
            "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys.resolve(key).toString());
      }
      Files.copy(keys.resolve("user.pub"), keys.resolve("authorized_keys"));
      Files.write(
          keys.resolve("sshd_config"),
          List.of(
              "HostKey /run/phoenix-lab/keys/host",
              "AuthorizedKeysFile /run/phoenix-lab/keys/authorized_keys",
              "PermitRootLogin yes",
              "PasswordAuthentication no",
              "KbdInteractiveAuthentication no",
              "UsePAM no",
              "StrictModes no",
              "PidFile none"));
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      SshDoor door = new SshDoor(keys, node, server);
      String[] hostKey = Files.readString(keys.resolve("host.pub")).split(" ", -1);
      Files.writeString(
          door.knownHosts(),
          "[127.0.0.1]:%d %s %s%n".formatted(server.getLocalPort(), hostKey[0], hostKey[1]));
      Files.writeString(door.clientConfig(), "");
      start("lab-ssh-door", door::accept);
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Like {@code ssh://root@127.0.0.1:40022}. */
  String target() {
    return "ssh://root@127.0.0.1:" + server.getLocalPort();
  }

  /** The private key that is let in. */
  Path clientKey() {
    return keys.resolve("user");
  }

  /** A file with the server's key. */
  Path knownHosts() {
    return keys.resolve("known_hosts");
  }

  /** An empty configuration for clients. */
  Path clientConfig() {
    return keys.resolve("ssh_config");
  }

  /** Breaks all connections that there are. */
  void cut() {
    clients.forEach(SshDoor::end);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        serve(server.accept());
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void serve(Socket client) throws IOException {
    clients.add(client);
    client.setTcpNoDelay(true);
    Process sshd =
        new ProcessBuilder(
                node.argv(
                    List.of("/usr/sbin/sshd", "-i", "-f", "/run/phoenix-lab/keys/sshd_config")))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    start("lab-ssh-in", () -> copy(client, sshd, true));
    start("lab-ssh-out", () -> copy(client, sshd, false));
  }

  private void copy(Socket client, Process sshd, boolean in) {
    try (InputStream from = in ? client.getInputStream() : sshd.getInputStream();
        OutputStream to = in ? sshd.getOutputStream() : client.getOutputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      // one side is gone, so the other one ends, too
    } finally {
      end(client);
      clients.remove(client);
    }
  }

  private static void end(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      // closed it is
    }
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
