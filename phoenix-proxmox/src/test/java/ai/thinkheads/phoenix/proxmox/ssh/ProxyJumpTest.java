package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ConnectionLostException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that is reached through two real OpenSSH servers. */
@Timeout(60)
class ProxyJumpTest {

  @TempDir static Path directory;

  private static OpenSshServer first;
  private static OpenSshServer second;
  private static OpenSshServer node;
  private static SshOptions options;

  @BeforeEach
  void configure() {
    configure("first,second");
  }

  @BeforeAll
  static void start() {
    first = OpenSshServer.start(directory.resolve("first"));
    second = OpenSshServer.start(directory.resolve("second"));
    node = OpenSshServer.start(directory.resolve("node"));
    Path known = directory.resolve("known_hosts");
    OpenSshServer.write(
        known,
        OpenSshServer.read(first.knownHosts())
            + OpenSshServer.read(second.knownHosts())
            + "node "
            + node.hostKey("ed25519")
            + "\n");
    options =
        first
            .options()
            .withIdentityFile(second.userKey())
            .withIdentityFile(node.userKey())
            .withKnownHosts(known);
  }

  @AfterAll
  static void stop() {
    for (OpenSshServer server : new OpenSshServer[] {first, second, node}) {
      if (server != null) {
        server.close();
      }
    }
  }

  private static void configure(String jumps) {
    OpenSshServer.write(
        options.configFile().orElseThrow(),
        """
        Host node
          HostName 127.0.0.1
          Port %d
          HostKeyAlias node
          ProxyJump %s
        Host first
          HostName 127.0.0.1
          Port %d
        Host second
          HostName 127.0.0.1
          Port %d
        Host silent
          HostName 127.0.0.1
          ProxyJump first
        Host *
          User root
        """
            .formatted(node.port(), jumps, first.port(), second.port()));
  }

  @Test
  void commands_run_on_the_node_behind_two_hops() {
    try (HostShell shell = HostShells.open("node", options)) {
      CommandResult result =
          shell.run(
              Command.of("bash", "-c", "echo ${SSH_CONNECTION##* }"),
              line ->
                  assertThat(List.of(first, second, node))
                      .extracting(OpenSshServer::connections)
                      .containsExactly(1, 1, 1));

      assertThat(result.stdoutText()).isEqualTo(node.port() + "\n");
    }
  }

  @Test
  void much_data_in_both_directions_does_not_deadlock() {
    byte[] data = new byte[5_000_000];
    new Random(2).nextBytes(data);

    try (HostShell shell = HostShells.open("node", options)) {
      CommandResult result = shell.run(new Command(List.of("cat"), data, Command.DEFAULT_TIMEOUT));

      assertThat(result).isEqualTo(new CommandResult(0, data, new byte[0]));
    }
  }

  @Test
  void connection_through_hops_is_made_again_when_a_hop_has_lost_it() {
    try (HostShell shell = HostShells.open("node", options)) {
      assertThatExceptionOfType(ConnectionLostException.class)
          .isThrownBy(
              () ->
                  shell.run(
                      Command.of("bash", "-c", "echo go; while kill -0 $PPID; do sleep 0.02; done"),
                      line -> first.killConnections()));

      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  @Test
  void node_that_falls_silent_behind_a_hop_is_noticed() {
    // Two silences of a second each: the shortest that can be configured.
    OpenSshServer.append(
        options.configFile().orElseThrow(), "  ServerAliveInterval 1\n  ServerAliveCountMax 1\n");
    try (HostShell shell = HostShells.open("node", options)) {
      assertThatExceptionOfType(ConnectionLostException.class)
          .isThrownBy(
              () ->
                  shell.run(
                      Command.of("bash", "-c", "echo go; while kill -0 $PPID; do sleep 0.02; done"),
                      line -> node.freezeConnections()));
    } finally {
      node.killConnections();
    }
  }

  @Test
  void hop_that_cannot_reach_the_node_is_named() throws IOException {
    int closed = closedPort();

    try (HostShell shell = HostShells.open("ssh://silent:" + closed, options)) {
      assertThatExceptionOfType(HostUnreachableException.class)
          .isThrownBy(() -> shell.run(Command.of("true")))
          .withMessage(
              "root@first:%d did not open a connection to silent (127.0.0.1:%d)"
                  .formatted(first.port(), closed))
          .satisfies(e -> assertThat(e.remedy()).contains("AllowTcpForwarding"));
    }
  }

  @Test
  void node_that_does_not_answer_behind_a_hop_is_given_up() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        HostShell shell =
            HostShells.open(
                "ssh://silent:" + silent.getLocalPort(),
                options.withConnectTimeout(Duration.ofMillis(300)))) {
      assertThatExceptionOfType(HostUnreachableException.class)
          .isThrownBy(() -> shell.run(Command.of("true")))
          .withMessageContaining("silent (127.0.0.1:")
          .withMessageContaining("connected, but no answer within 0.3 s");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
