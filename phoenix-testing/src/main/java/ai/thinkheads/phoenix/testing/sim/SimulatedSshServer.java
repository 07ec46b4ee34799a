package ai.thinkheads.phoenix.testing.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;

/**
 * A real SSH server on the loopback interface, behind which a simulated node answers. It lets in
 * who holds its client key, and has fresh keys each time it is started.
 */
public final class SimulatedSshServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  /** What OpenSSH allows when its {@code MaxSessions} is not set. */
  private static final int MAX_SESSIONS = 10;

  private final SshServer server;
  private final KeyPair hostKey;
  private final KeyPair clientKey;

  private SimulatedSshServer(SshServer server, KeyPair hostKey, KeyPair clientKey) {
    this.server = server;
    this.hostKey = hostKey;
    this.clientKey = clientKey;
  }

  /**
   * Starts a server on a free port that is the way into a simulated node.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static SimulatedSshServer start(SimulatedHost host) {
    return start(new HostCommandLine(host));
  }

  /**
   * Starts a server on a free port.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static SimulatedSshServer start(CommandLineShell shell) {
    KeyPair hostKey = generateKey();
    KeyPair clientKey = generateKey();
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(LOOPBACK);
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, clientKey.getPublic()));
    server.setCommandFactory((channel, line) -> new SshCommand(line, shell));
    // Without this every answer waits for the client's delayed acknowledgement, about 40 ms.
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, MAX_SESSIONS);
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the simulated SSH server cannot listen on " + LOOPBACK, e);
    }
    return new SimulatedSshServer(server, hostKey, clientKey);
  }

  private static KeyPair generateKey() {
    try {
      return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no elliptic curve keys", e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Where it is reached, like {@code ssh://root@127.0.0.1:40022}. */
  public String target() {
    return "ssh://root@" + LOOPBACK + ":" + port();
  }

  /** The line of a {@code known_hosts} file that vouches for its host key. */
  public String knownHostsLine() {
    return "[" + LOOPBACK + "]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  /**
   * Writes the client's private key as OpenSSH does, readable by its owner only.
   *
   * @return the file
   * @throws UncheckedIOException when it cannot be written
   */
  public Path writeClientKey(Path file) {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(clientKey, "phoenix", null, text);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.write(file, text.toByteArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new UncheckedIOException("cannot write " + file, new IOException(e));
    }
  }

  /**
   * Writes a {@code known_hosts} file that vouches for its host key.
   *
   * @return the file
   * @throws UncheckedIOException when it cannot be written
   */
  public Path writeKnownHosts(Path file) {
    try {
      return Files.writeString(file, knownHostsLine() + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Stops listening and ends all connections at once. */
  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException("the simulated SSH server did not stop", e);
    }
  }
}
