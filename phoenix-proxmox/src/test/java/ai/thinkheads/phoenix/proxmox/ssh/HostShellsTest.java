package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostShellsTest {

  private static final SshOptions OPTIONS =
      SshOptions.of(Map.of("PATH", "/nowhere"), Path.of("/nowhere"), "root");

  @Test
  void local_address_is_this_machine() {
    try (HostShell shell = HostShells.open("local:", OPTIONS)) {
      assertThat(shell.target()).isEqualTo("root@localhost");
      assertThat(shell.run(Command.of("echo", "here")).stdoutText()).isEqualTo("here\n");
    }
  }

  @Test
  void other_addresses_are_hosts_which_are_not_connected_to_at_once() {
    try (HostShell shell = HostShells.open("ssh://root@no-such-host.invalid:22", OPTIONS)) {
      assertThat(shell.target()).isEqualTo("root@no-such-host.invalid:22");
    }
  }

  @Test
  void nonsense_is_refused_at_once() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> HostShells.open("local:x", OPTIONS));
  }
}
