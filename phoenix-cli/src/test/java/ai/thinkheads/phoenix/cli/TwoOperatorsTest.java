package ai.thinkheads.phoenix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Somebody types commands while somebody else changes the same node. */
@Timeout(120)
class TwoOperatorsTest {

  @TempDir private Path directory;
  private CommandLineUser user = new CommandLineUser(Path.of(""));
  private Hypervisor others;

  @BeforeEach
  void somebodyElse() {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
    user.runs("plan", "--simulate=node");
    others = ProxmoxHypervisor.over(SimulatedHost.in(directory.resolve("node")).shell());
  }

  @AfterEach
  void somebodyLeaves() {
    others.close();
  }

  @Test
  void apply_and_destroy_are_refused_and_say_who_works_there() {
    Hold hold = hold();

    for (String command : List.of("apply", "destroy")) {
      CommandLineUser.Outcome outcome = user.runs(command, "--simulate=node", "--yes");

      assertThat(outcome.exit()).as("%s", outcome).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .matches(
              "error: root@pve1 is being changed by alice on laptop \\(phoenix apply of lab, pid"
                  + " 4711\\) since [-0-9:TZ]+; run again when that has ended, or wait for it with"
                  + " --wait 10m\n");
    }
    hold.close();
    assertThat(user.runs("apply", "--simulate=node", "--yes").exit()).isZero();
  }

  @Test
  void whoever_looks_is_not_held_up() {
    Hold hold = hold();

    for (String command : List.of("plan", "status", "drift")) {
      assertThat(user.runs(command, "--simulate=node").exit()).isIn(0, 3);
    }
    hold.close();
  }

  @Test
  void a_run_that_waits_begins_when_the_other_has_ended() throws Exception {
    Hold hold = hold();
    Process second = phoenix("apply", "--simulate=node", "--yes", "--wait", "10m");
    assertThat(second.errorReader(UTF_8).readLine())
        .startsWith("waiting for alice on laptop (phoenix apply of lab, pid 4711), at work since");

    hold.close();

    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ctrl_c_ends_the_waiting_at_once_with_130() throws Exception {
    Hold hold = hold();
    Process second = phoenix("apply", "--simulate=node", "--yes", "--wait", "10m");
    second.errorReader(UTF_8).readLine();

    new ProcessBuilder("kill", "-INT", Long.toString(second.pid())).start().waitFor();

    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(130);
    hold.close();
  }

  @Test
  void a_time_that_is_none_is_refused() {
    CommandLineUser.Outcome outcome =
        user.runs("apply", "--simulate=node", "--yes", "--wait", "soon");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "error: Invalid value for option '--wait': \"soon\" is no time like 30s, 10m or 1h;"
                + " see phoenix apply --help\n");
  }

  private Hold hold() {
    return others.hold(
        new Holder("alice", "laptop", 4711, "phoenix apply of lab"), Duration.ZERO, text -> {});
  }

  private Process phoenix(String... args) throws IOException {
    List<String> java =
        List.of(
            "env",
            "--default-signal=INT",
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            PhoenixCli.class.getName());
    return new ProcessBuilder(Stream.concat(java.stream(), Stream.of(args)).toList())
        .directory(directory.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
