package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the two files to a simulated node and back, as a user types it. */
class WholeWayTest {

  @TempDir private Path directory;
  private CommandLineUser user = new CommandLineUser(Path.of(""));

  @BeforeEach
  void files() {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
  }

  @Test
  void apply_is_done_once_and_then_there_is_nothing_to_do() {
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isEqualTo(3);

    CommandLineUser.Outcome first = user.runs("apply", "--simulate=node", "--yes");
    CommandLineUser.Outcome second = user.runs("apply", "--simulate=node", "--yes");

    assertThat(first.exit()).as("%s", first).isZero();
    assertThat(second.exit()).isZero();
    assertThat(second.out()).endsWith("Nothing to do: everything is as defined.\n");
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isZero();
  }

  @Test
  void without_a_terminal_nothing_is_changed_unless_yes_is_said() {
    CommandLineUser.Outcome outcome = user.runs("apply", "--simulate=node");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "error: nobody can be asked before something is changed: this is no terminal; look at"
                + " phoenix plan, then add --yes\n");
  }

  @Test
  void a_bare_node_lacks_what_the_definition_names_and_is_not_touched() {
    CommandLineUser.Outcome outcome = user.runs("apply", "--simulate-bare=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.out())
        .contains("It cannot be applied before")
        .containsPattern("(?m)^error: \\S+phoenix_lxc_configs.json:\\d+:\\d+: template \\d+");
    assertThat(SimulatedHost.in(directory.resolve("node")).list("/etc/pve/lxc")).isEmpty();
  }

  @Test
  void a_guest_that_is_not_defined_is_refused() {
    CommandLineUser.Outcome outcome = user.runs("plan", "--simulate=node", "999");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("guest 999: is not part of").contains("choose from");
  }

  @Test
  void a_host_that_does_not_answer_is_one_clear_message() {
    CommandLineUser.Outcome outcome = user.runs("plan", "--host=ssh://root@127.0.0.1:1");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("127.0.0.1")
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
  }

  @Test
  void what_somebody_changed_by_hand_is_drift_until_it_is_applied_again() {
    user.runs("apply", "--simulate=node", "--yes");
    assertThat(user.runs("drift", "--simulate=node").exit()).isZero();

    pct("set 911 --memory 256");
    pct("set 912 --features nesting=1");
    CommandLineUser.Outcome drift = user.runs("drift", "--simulate=node");

    assertThat(drift.exit()).as("%s", drift).isEqualTo(3);
    assertThat(drift.out())
        .isEqualTo(
            """
            911 web  memory 256 MiB → 512 MiB  differs

            4 guests of small-lab on pve1: 1 differing, 3 in sync.
            """);
    assertThat(user.runs("apply", "--simulate=node", "--yes").exit()).isZero();
    assertThat(user.runs("drift", "--simulate=node").exit()).isZero();
  }

  @Test
  void what_is_set_without_a_restart_waits_and_is_told_by_status_drift_and_exit_code()
      throws IOException {
    user.runs("apply", "--simulate=node", "--yes");
    Lab.change(
        directory,
        "\"ip\": \"10.0.0.211/24\",",
        "\"ip\": \"10.0.0.211/24\", \"nameservers\": \"10.0.0.1\",");

    CommandLineUser.Outcome apply =
        user.runs("apply", "--simulate=node", "--yes", "--no-restart", "--exit-code");

    assertThat(apply.exit()).as("%s", apply).isEqualTo(4);
    assertThat(apply.out()).contains("! 911 web", "restart pending");
    CommandLineUser.Outcome drift = user.runs("drift", "--simulate=node");
    assertThat(drift.exit()).as("%s", drift).isEqualTo(4);
    assertThat(drift.out())
        .endsWith("4 guests of small-lab on pve1: 1 waiting for a restart, 3 in sync.\n");
    assertThat(user.runs("status", "--simulate=node").out()).contains("911 web", "restart pending");
    assertThat(user.runs("plan", "--simulate=node", "--no-restart", "--exit-code").exit())
        .isEqualTo(4);
    assertThat(user.runs("apply", "--simulate=node", "--yes", "--exit-code").exit()).isZero();
    assertThat(user.runs("drift", "--simulate=node").exit()).isZero();
  }

  private void pct(String arguments) {
    CommandResult result =
        SimulatedHost.in(directory.resolve("node"))
            .shell()
            .run(Command.of(("pct " + arguments).split(" ")));
    assertThat(result.exitCode()).as("%s", result).isZero();
  }

  @Test
  void destroying_takes_everything_away() {
    user.runs("apply", "--simulate=node", "--yes");

    CommandLineUser.Outcome outcome = user.runs("destroy", "--simulate=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(SimulatedHost.in(directory.resolve("node")).list("/etc/pve/lxc")).isEmpty();
  }

  @Test
  void what_a_killed_operation_locked_is_destroyed_only_with_consent() {
    user.runs("apply", "--simulate=node", "--yes");
    SimulatedHost host = SimulatedHost.in(directory.resolve("node"));
    String guest = host.list("/etc/pve/lxc").get(0).replace(".conf", "");
    host.shell().run(Command.of("pct", "set", guest, "--lock", "backup"));

    CommandLineUser.Outcome refused = user.runs("destroy", "--simulate=node", "--yes");
    CommandLineUser.Outcome done = user.runs("destroy", "--simulate=node", "--yes", "--recover");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("is locked (backup)").contains("--recover");
    assertThat(done.exit()).as("%s", done).isZero();
    assertThat(host.list("/etc/pve/lxc")).isEmpty();
  }

  @Test
  void the_demonstration_goes_over_real_ssh_and_ends_with_nothing_to_do() {
    CommandLineUser.Outcome outcome = user.runs("demo", "--fast");

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.out()).endsWith("Nothing to do: everything is as defined.\n");
    assertThat(outcome.err()).contains("ssh://root@127.0.0.1:").contains("took 1 remote command,");
  }

  @Test
  void ctrl_c_finishes_what_goes_on_and_exits_with_130() {
    Interrupts atOnce =
        new Interrupts() {
          @Override
          public Watch onInterrupt(Runnable action) {
            action.run();
            return () -> {};
          }

          @Override
          public void halt() {}
        };

    CommandLineUser.Outcome outcome =
        user.interruptedBy(atOnce).runs("apply", "--simulate=node", "--yes");

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(130);
    assertThat(outcome.err()).contains("finishing what goes on, starting nothing new");
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isEqualTo(3);
  }
}
