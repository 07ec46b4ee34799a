package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.InputStream;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ObservationTest {

  @Test
  void guests_and_absolute_paths_are_arguments_of_a_constant_script() {
    Command command =
        Observation.command(
            new ObservationScope(
                new TreeSet<>(List.of(Vmid.of(950), Vmid.of(900))),
                new TreeSet<>(List.of("/srv/it's $(here)", "local:vztmpl/a.tar"))));

    assertThat(command.argv())
        .containsExactly(
            "bash",
            "-c",
            HostScript.OBSERVE.text(),
            "phoenix-observe",
            "900",
            "950",
            "/srv/it's $(here)");
    assertThat(HostScript.OBSERVE.text()).startsWith("# shellcheck").contains("# phoenix-observe");
  }

  @Test
  void a_machine_without_bash_is_no_node() {
    assertThatThrownBy(() -> observe(CommandResult.of(127, "", "sh: bash: not found")))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("root@pve1 is not a Proxmox VE node: pct or /etc/pve is missing");
  }

  @Test
  void a_user_without_rights_is_told_what_to_do() {
    CommandResult result =
        CommandResult.of(0, "phoenix-observe 1 0\n1\nrefused 11 0\nnot-allowed\nend 0 0\n\n", "");

    assertThatThrownBy(() -> observe(result))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("root@pve1 may not read /etc/pve")
        .extracting(error -> ((HypervisorException) error).remedy())
        .isEqualTo("log in as root, or as a user who may run sudo without a password");
  }

  @Test
  void an_output_that_breaks_off_is_no_state() {
    CommandResult result = CommandResult.of(137, "phoenix-observe 1 0\n1\nnode 4 0\npv", "Killed");

    assertThatThrownBy(() -> observe(result))
        .isInstanceOf(HypervisorException.class)
        .hasMessage(
            "cannot tell what exists on root@pve1: unexpected output after 31 bytes"
                + " (exit status 137): Killed");
  }

  @Test
  void a_greeting_of_the_login_shell_is_told_as_such() {
    assertThatThrownBy(() -> observe(CommandResult.of(0, "Welcome!\n", "")))
        .isInstanceOf(HypervisorException.class)
        .extracting(error -> ((HypervisorException) error).remedy())
        .asString()
        .contains("prints something by itself, as in its .bashrc");
  }

  @Test
  void an_observation_without_a_version_is_incomplete() {
    String output =
        "phoenix-observe 1 0\n1\nnode 4 0\npve1\nfile 7 11\n.vmlist{\"ids\": {}}\nend 0 0\n\n";

    assertThatThrownBy(() -> observe(CommandResult.of(0, output, "")))
        .isInstanceOf(HypervisorException.class)
        .hasMessageContaining("the version is missing");
  }

  private static void observe(CommandResult result) {
    HostShell shell =
        new HostShell() {
          @Override
          public String target() {
            return "root@pve1";
          }

          @Override
          public CommandResult run(Command command, Consumer<String> lines) {
            return result;
          }

          @Override
          public CommandResult runBeside(
              Command command, InputStream stdin, Consumer<String> lines) {
            throw new UnsupportedOperationException("nothing here reads while it runs");
          }

          @Override
          public void close() {}
        };
    Observation.of(shell, ObservationScope.outside());
  }
}
