package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ArrangedFailuresTest {

  private static final Command HOSTNAME = Command.of("hostname");
  private static final CommandResult BROKEN = CommandResult.of(255, "", "broken\n");
  private static final CommandResult NAME = CommandResult.of(0, "pve1\n", "");

  private final SimulatedHost host = SimulatedHost.inMemory();

  @Test
  void the_next_command_fails_once() {
    host.failNext(BROKEN);

    assertThat(run(HOSTNAME)).isEqualTo(BROKEN);
    assertThat(run(HOSTNAME)).isEqualTo(NAME);
  }

  @Test
  void some_commands_fail_until_the_node_recovers() {
    host.failWhen(command -> command.argv().contains("hostname"), BROKEN);

    assertThat(run(HOSTNAME)).isEqualTo(BROKEN);
    assertThat(run(Command.of("true")).isSuccess()).isTrue();
    assertThat(run(HOSTNAME)).isEqualTo(BROKEN);
    host.recover();
    assertThat(run(HOSTNAME)).isEqualTo(NAME);
  }

  @Test
  void the_connection_breaks_before_a_command_has_done_anything() {
    host.hangUpBefore(command -> true);

    assertThatThrownBy(() -> run(Command.of("pveam", "download", "local", UBUNTU)))
        .isInstanceOf(ShellException.class)
        .hasMessage("the connection to pve1 broke while a command ran");
    assertThat(host.exists("/var/lib/vz/template/cache/" + UBUNTU)).isFalse();
  }

  @Test
  void the_connection_breaks_after_a_command_has_done_everything() {
    host.hangUpAfter(command -> true);

    assertThatThrownBy(() -> run(Command.of("pveam", "download", "local", UBUNTU)))
        .isInstanceOf(ShellException.class);
    assertThat(host.exists("/var/lib/vz/template/cache/" + UBUNTU)).isTrue();
  }

  @Test
  void a_hook_sees_each_command_before_and_after() {
    List<String> seen = new ArrayList<>();
    host.hook(
        new CommandHook() {
          @Override
          public void before(int number, Command command) {
            seen.add("before " + number + " " + command);
          }

          @Override
          public void after(int number, Command command, CommandResult result) {
            seen.add("after " + number + " " + result.exitCode());
          }
        });

    run(HOSTNAME);
    run(Command.of("false"));

    assertThat(seen)
        .containsExactly("before 0 hostname", "after 0 0", "before 1 false", "after 1 1");
    assertThat(host.commands()).containsExactly(HOSTNAME, Command.of("false"));
  }

  @Test
  void commands_take_as_long_as_they_are_told_to() {
    host.latency(Latency.of(Duration.ofMillis(20)));
    LockSupport.unpark(Thread.currentThread());

    long start = System.nanoTime();
    run(HOSTNAME);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(19));
  }

  @Test
  void realistic_times_are_those_of_a_small_node() {
    Latency latency = Latency.realistic(10);

    assertThat(latency.of(Command.of("env", "LANG=C.UTF-8", "pct", "start", "100")))
        .isEqualTo(Duration.ofMillis(170));
    assertThat(latency.of(Command.of("bash", "-c", "true", "phoenix-observe")))
        .isEqualTo(Duration.ofMillis(2));
  }

  private static final String UBUNTU = "ubuntu-24.04-standard_24.04-2_amd64.tar.zst";

  private CommandResult run(Command command) {
    return host.shell().run(command);
  }
}
