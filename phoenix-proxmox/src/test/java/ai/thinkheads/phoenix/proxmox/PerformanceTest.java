package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceTest {

  private static final Vmid CT = Vmid.of(950);
  private static final Action START = new Action.Start(CT);
  private static final Action GROW = new Action.GrowVolume(CT, "rootfs", ByteSize.gib(64));
  private static final CommandResult OK = CommandResult.of(0, "", "");
  private static final CommandResult LOCKED =
      CommandResult.of(
          255, "", "can't lock file '/run/lock/lxc/pve-config-950.lock' - got timeout\n");

  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();

  @Test
  void an_action_is_one_command() {
    ScriptedShell shell = new ScriptedShell(OK);

    perform(shell, START);

    assertThat(shell.lines()).containsExactly("pct start 950");
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_lock_is_waited_for_with_growing_pauses() {
    ScriptedShell shell = new ScriptedShell(LOCKED, LOCKED, OK);

    perform(shell, START);

    assertThat(shell.lines()).containsExactly("pct start 950", "pct start 950", "pct start 950");
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(progress).hasSize(2).containsOnly("waiting for another operation on it to end");
  }

  @Test
  void a_lock_is_not_waited_for_without_end() {
    ScriptedShell shell = new ScriptedShell(LOCKED);

    assertThatThrownBy(() -> perform(shell, START))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage("container 950: another operation on 950 does not end");
    assertThat(pauses).isEqualTo(Performance.PAUSES);
    assertThat(shell.lines()).hasSize(Performance.PAUSES.size() + 1);
  }

  @Test
  void another_failure_is_not_tried_again() {
    ScriptedShell shell = new ScriptedShell(CommandResult.of(255, "", "CT is locked (backup)\n"));

    assertThatThrownBy(() -> perform(shell, START)).isInstanceOf(CommandFailedException.class);
    assertThat(shell.lines()).hasSize(1);
  }

  @Test
  void an_interrupt_ends_the_waiting() {
    ProxmoxHypervisor hypervisor =
        ProxmoxHypervisor.over(
            new ScriptedShell(LOCKED),
            time -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> hypervisor.perform(START, progress::add))
        .isInstanceOf(HypervisorException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_volume_that_grew_has_its_new_size_in_the_configuration() {
    ScriptedShell shell =
        new ScriptedShell(OK, observation("rootfs: disks:subvol-950-disk-0,size=64G\n", false));

    perform(shell, GROW);

    assertThat(shell.lines()).containsExactly("pct resize 950 rootfs 64G", "phoenix-observe");
  }

  @Test
  void a_resize_that_says_nothing_and_does_nothing_has_failed() {
    ScriptedShell shell =
        new ScriptedShell(OK, observation("rootfs: disks:subvol-950-disk-0,size=32G\n", false));

    assertThatThrownBy(() -> perform(shell, GROW))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 950: rootfs did not grow to 64 GiB");
  }

  @Test
  void what_ha_starts_is_waited_for() {
    ScriptedShell shell =
        new ScriptedShell(
            CommandResult.of(0, "Requesting HA start for CT 950\n", ""),
            observation("memory: 512\n", false),
            observation("memory: 512\n", true));

    perform(shell, START);

    assertThat(shell.lines())
        .containsExactly("pct start 950", "phoenix-observe", "phoenix-observe");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void what_ha_moves_is_waited_for_until_it_runs_there() {
    CommandResult arrived = observation("pve2", "memory: 512\n", false);
    ScriptedShell shell =
        new ScriptedShell(
            CommandResult.of(0, "Requesting HA migration for CT 950 to node pve2\n", ""),
            observation("memory: 512\nlock: migrate\n", false),
            observation("pve2", "memory: 512\nlock: migrate\n", false),
            arrived,
            CommandResult.of(0, "quorum OK\nservice ct:950 (pve1, migrate)\n", ""),
            arrived,
            CommandResult.of(0, "quorum OK\nservice ct:950 (pve2, started)\n", ""));

    perform(shell, new Action.Migrate(CT, "pve2", true));

    assertThat(shell.lines())
        .containsExactly(
            "pct migrate 950 pve2 --restart 1 --timeout 60",
            "phoenix-observe",
            "phoenix-observe",
            "phoenix-observe",
            "ha-manager status",
            "phoenix-observe",
            "ha-manager status");
    assertThat(pauses).hasSize(3);
  }

  @Test
  void what_ha_does_not_start_has_failed() {
    ScriptedShell shell =
        new ScriptedShell(
            CommandResult.of(0, "Requesting HA start for CT 950\n", ""),
            observation("memory: 512\n", false));

    assertThatThrownBy(() -> perform(shell, START))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 950: HA has not carried out the request in time");
  }

  private void perform(ScriptedShell shell, Action action) {
    ProxmoxHypervisor.over(shell, pauses::add).perform(action, progress::add);
  }

  private static CommandResult observation(String config, boolean running) {
    return observation("pve1", config, running);
  }

  private static CommandResult observation(String home, String config, boolean running) {
    StringBuilder output = new StringBuilder();
    frame(output, "phoenix-observe", "1", "");
    frame(output, "node", "pve1", "");
    frame(output, "version", "8.4.21", "");
    frame(output, "file", ".vmlist", "{\"ids\": {\"950\": {}}}");
    frame(output, "file", "nodes/" + home + "/lxc/950.conf", config);
    if (running) {
      frame(output, "running", "lxc/950", "");
    }
    frame(output, "end", "", "");
    return CommandResult.of(0, output.toString(), "");
  }

  private static void frame(StringBuilder output, String kind, String name, String content) {
    output.append(
        "%s %d %d\n%s%s\n"
            .formatted(
                kind, name.getBytes(UTF_8).length, content.getBytes(UTF_8).length, name, content));
  }
}
