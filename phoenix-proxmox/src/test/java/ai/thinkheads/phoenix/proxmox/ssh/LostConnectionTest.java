package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.ConnectionLostException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenSSH server that goes away. */
@Timeout(60)
class LostConnectionTest {

  // Ends with the connection, so that it does not outlive the test.
  private static final Command WHILE_CONNECTED =
      Command.of("bash", "-c", "echo go; while kill -0 $PPID; do sleep 0.02; done");

  @TempDir static Path directory;

  private static OpenSshServer server;

  @BeforeAll
  static void start() {
    server = OpenSshServer.start(directory.resolve("sshd"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void command_whose_connection_is_lost_has_an_unknown_outcome_and_the_next_one_connects_again() {
    try (HostShell shell = HostShells.open(server.target(), server.options())) {

      assertThatExceptionOfType(ConnectionLostException.class)
          .isThrownBy(() -> shell.run(WHILE_CONNECTED, line -> server.killConnections()))
          .withMessageContaining("its outcome is unknown: bash -c")
          .satisfies(e -> assertThat(e.remedy()).contains("run again"));
      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  @Test
  void server_that_is_started_again_in_mid_command_is_used_by_the_next_command() {
    try (OpenSshServer mortal = OpenSshServer.start(directory.resolve("restarted"));
        HostShell shell = HostShells.open(mortal.target(), mortal.options())) {

      assertThatExceptionOfType(ConnectionLostException.class)
          .isThrownBy(() -> shell.run(WHILE_CONNECTED, line -> mortal.restart()))
          .withMessageContaining("its outcome is unknown: bash -c");
      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  @Test
  void server_that_is_started_again_between_two_commands_is_used_unnoticed() {
    try (OpenSshServer mortal = OpenSshServer.start(directory.resolve("between"));
        HostShell shell = HostShells.open(mortal.target(), mortal.options())) {
      shell.run(Command.of("true"));
      mortal.restart();

      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  @Test
  void connection_that_died_between_two_commands_is_made_again_unnoticed() {
    try (HostShell shell = HostShells.open(server.target(), server.options())) {
      shell.run(Command.of("true"));
      server.killConnections();

      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  @Test
  void command_of_a_shell_that_is_closed_meanwhile_does_not_hang() {
    HostShell shell = HostShells.open(server.target(), server.options());

    assertThatExceptionOfType(ConnectionLostException.class)
        .isThrownBy(() -> shell.run(WHILE_CONNECTED, line -> shell.close()));
  }

  @Test
  void server_that_is_gone_for_good_is_told_of() {
    try (OpenSshServer mortal = OpenSshServer.start(directory.resolve("mortal"));
        HostShell shell = HostShells.open(mortal.target(), mortal.options())) {
      shell.run(Command.of("true"));
      mortal.kill();

      assertThatExceptionOfType(HostUnreachableException.class)
          .isThrownBy(() -> shell.run(Command.of("true")))
          .withMessageContaining("connection refused");
    }
  }
}
