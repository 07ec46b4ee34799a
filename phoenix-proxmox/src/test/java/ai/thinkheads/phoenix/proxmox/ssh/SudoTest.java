package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.thinkheads.phoenix.proxmox.Processes;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.CommandTimeoutException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.SudoRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user who is not root, on a real OpenSSH server with a real sudo. The user exists meanwhile. */
@Timeout(60)
class SudoTest {

  private static final String USER = "phoenix-test";
  private static final Path SUDOERS = Path.of("/etc/sudoers.d", USER);

  @TempDir static Path directory;

  private static OpenSshServer server;
  private static HostShell shell;

  @BeforeAll
  static void start() throws IOException {
    OpenSshServer.assumeAvailable();
    for (String program : List.of("/usr/bin/sudo", "/usr/sbin/useradd")) {
      assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
    }
    removeUser();
    OpenSshServer.run(List.of("useradd", "-M", "-d", "/", "-s", "/bin/bash", "-p", "*", USER));
    // Unlike root, the user has to be able to get at the file with the keys.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    server = OpenSshServer.start(directory.resolve("sshd"));
    shell = HostShells.open(server.target().replace("root", USER), server.options());
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      shell.close();
      server.close();
      removeUser();
    }
  }

  private static void removeUser() throws IOException {
    Files.deleteIfExists(SUDOERS);
    OpenSshServer.run(List.of("bash", "-c", "! id -u \"$0\" 2>/dev/null || userdel \"$0\"", USER));
  }

  @BeforeEach
  void allow() throws IOException {
    sudoers(USER + " ALL=(root) NOPASSWD: ALL");
  }

  private static void sudoers(String line) throws IOException {
    Files.writeString(SUDOERS, line + "\n");
    Files.setPosixFilePermissions(SUDOERS, PosixFilePermissions.fromString("r--r-----"));
  }

  @Test
  void commands_run_as_root_in_a_utf8_locale() {
    CommandResult result = shell.run(bash("id -un; echo $LANG $LC_ALL; echo err >&2; exit 3"));

    assertThat(result).isEqualTo(CommandResult.of(3, "root\nC.UTF-8 C.UTF-8\n", "err\n"));
  }

  @Test
  void arguments_and_stdin_arrive_byte_for_byte() {
    CommandResult result =
        shell.run(
            Command.of("bash", "-c", "printf '%s|' \"$@\"; cat", "-", "", "-n", "$(id)\n'ü'", "語")
                .withStdin("in\0put"));

    assertThat(result).isEqualTo(CommandResult.of(0, "|-n|$(id)\n'ü'|語|in\0put", ""));
  }

  @Test
  void command_of_roots_that_is_out_of_time_is_killed() {
    assertThatExceptionOfType(CommandTimeoutException.class)
        .isThrownBy(
            () -> shell.run(bash("sleep 61.6457; true").withTimeout(Duration.ofMillis(400))))
        .withMessageContaining("and was killed");

    assertThat(Processes.with("61.6457")).isEmpty();
  }

  @Test
  void refusal_of_sudo_is_told_of_with_the_line_that_helps() throws IOException {
    for (String line :
        List.of("", USER + " ALL=(root) ALL", USER + " ALL=(root) NOPASSWD: /bin/ls")) {
      sudoers(line);

      assertThatExceptionOfType(SudoRefusedException.class)
          .as(line)
          .isThrownBy(() -> shell.run(Command.of("true")))
          .withMessageStartingWith(
              USER
                  + "@127.0.0.1:"
                  + server.port()
                  + ": phoenix-test may not run commands as root without a password: ")
          .satisfies(
              e ->
                  assertThat(e.remedy())
                      .contains("/etc/sudoers.d/phoenix")
                      .endsWith("phoenix-test ALL=(root) NOPASSWD: ALL"));
    }
  }

  @Test
  void failing_command_is_not_taken_for_a_refusal() {
    CommandResult result = shell.run(bash("echo 'sudo: unable to resolve host' >&2; exit 1"));

    assertThat(result.exitCode()).isEqualTo(1);
  }

  private static Command bash(String script) {
    return Command.of("bash", "-c", script);
  }
}
