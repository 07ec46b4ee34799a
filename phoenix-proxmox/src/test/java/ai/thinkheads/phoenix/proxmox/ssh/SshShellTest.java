package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshShellTest {

  private static OpenSshServer server;
  private static HostShell shell;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = OpenSshServer.start(directory);
    shell = HostShells.open(server.target(), server.options());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      shell.close();
      server.close();
    }
  }

  @Test
  void outputs_and_exit_status_come_back_apart() {
    CommandResult result = shell.run(Command.of("bash", "-c", "echo out; echo err >&2; exit 7"));

    assertThat(result).isEqualTo(CommandResult.of(7, "out\n", "err\n"));
  }
}
