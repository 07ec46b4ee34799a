package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionScript;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActionCommandsTest {

  private static final Vmid VLLM = Vmid.of(950);

  static Stream<Arguments> actions() {
    return Stream.of(
        Arguments.of(
            new Action.CreateContainer(
                VLLM,
                "local:vztmpl/debian-12.tar.zst",
                new TreeMap<>(
                    Map.of(
                        "hostname", "vllm",
                        "net0", "name=eth0,bridge=vmbr0,ip=10.0.0.150/24",
                        "rootfs", "disks:128",
                        "unprivileged", "1"))),
            "pct create 950 local:vztmpl/debian-12.tar.zst --hostname vllm"
                + " --net0 name=eth0,bridge=vmbr0,ip=10.0.0.150/24 --rootfs disks:128"
                + " --unprivileged 1",
            30),
        Arguments.of(
            new Action.CloneContainer(
                VLLM, Vmid.of(920), "gpu-snapshot", "vllm", "disks", "a note"),
            "pct clone 920 950 --full 1 --snapname gpu-snapshot --hostname vllm --storage disks"
                + " --description 'a note'",
            30),
        Arguments.of(
            new Action.Configure(
                VLLM,
                new TreeMap<>(Map.of("memory", "4096", "features", "nesting=1")),
                new TreeSet<>(List.of("mp0", "net1")),
                Optional.of("ad3d9fdca8ba79ba93abf30bb23e2b4a8ac3a1ab")),
            "pct set 950 --features nesting=1 --memory 4096 --delete mp0,net1"
                + " --digest ad3d9fdca8ba79ba93abf30bb23e2b4a8ac3a1ab",
            2),
        Arguments.of(
            new Action.Configure(
                VLLM, new TreeMap<>(Map.of("memory", "512")), new TreeSet<>(), Optional.empty()),
            "pct set 950 --memory 512",
            2),
        Arguments.of(
            new Action.GrowVolume(VLLM, "rootfs", ByteSize.gib(128)),
            "pct resize 950 rootfs 128G",
            30),
        Arguments.of(new Action.Start(VLLM), "pct start 950", 3),
        Arguments.of(new Action.Shutdown(VLLM), "pct shutdown 950 --timeout 60 --forceStop 1", 3),
        Arguments.of(new Action.Restart(VLLM), "pct reboot 950 --timeout 60", 3),
        Arguments.of(new Action.Migrate(VLLM, "pve2", false), "pct migrate 950 pve2", 30),
        Arguments.of(
            new Action.Migrate(VLLM, "pve2", true),
            "pct migrate 950 pve2 --restart 1 --timeout 60",
            30),
        Arguments.of(
            new Action.Migrate(
                VLLM, "pve2", false, new TreeMap<>(Map.of("slow", "fast", "tank", "pool"))),
            "pct migrate 950 pve2 --target-storage slow:fast,tank:pool",
            30),
        Arguments.of(
            new Action.TakeSnapshot(VLLM, "base", "Phoenix template, it's new"),
            "pct snapshot 950 base --description 'Phoenix template, it'\\''s new'",
            30),
        Arguments.of(
            new Action.DeleteSnapshot(VLLM, "base", true),
            "pct delsnapshot 950 base --force 1",
            30),
        Arguments.of(
            new Action.DeleteSnapshot(VLLM, "base", false), "pct delsnapshot 950 base", 30),
        Arguments.of(new Action.Destroy(VLLM, true), "pct destroy 950 --purge 1", 30),
        Arguments.of(new Action.Destroy(VLLM, false), "pct destroy 950", 30));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void every_action_is_one_command(Action action, String line, int minutes) {
    Command command = ActionCommands.of(action);

    assertThat(command.toShell()).isEqualTo(line);
    assertThat(command.timeout()).isEqualTo(Duration.ofMinutes(minutes));
    assertThat(command.stdin()).isEmpty();
  }

  @Test
  void a_change_is_guarded_and_undone_by_constant_scripts() {
    Action back =
        new Action.RollBack(
            VLLM, "phoenix-guard", new TreeMap<>(Map.of("mp1", "tank", "mp2", "tank")));

    assertThat(ActionCommands.of(new Action.TakeGuard(VLLM, "phoenix-guard", Optional.of("abc"))))
        .isEqualTo(
            HostScript.TAKE_GUARD
                .command(
                    "950",
                    "phoenix-guard",
                    "abc",
                    "Phoenix: the state before a change, removed when that has succeeded")
                .withTimeout(Duration.ofMinutes(30)));
    assertThat(ActionCommands.of(back))
        .isEqualTo(
            HostScript.CHANGE_VOLUMES
                .command("950", "tank", "mp1,mp2", "rollback", "phoenix-guard")
                .withTimeout(Duration.ofMinutes(30)));
  }

  @Test
  void a_folder_is_made_by_a_constant_script() {
    Action action = new Action.MakeDirectory(VLLM, "/srv/it's $(x)", 101000, 100000);

    assertThat(ActionCommands.of(action))
        .isEqualTo(
            Command.of(
                "bash",
                "-c",
                HostScript.MAKE_DIRECTORY.text(),
                "phoenix-make-directory",
                "/srv/it's $(x)",
                "101000",
                "100000"));
  }

  @Test
  void a_firewall_goes_by_standard_input_with_its_size() {
    Action action = new Action.WriteFirewall(VLLM, "[OPTIONS]\n# grüße\n");

    assertThat(ActionCommands.of(action))
        .isEqualTo(
            Command.of(
                    "bash",
                    "-c",
                    HostScript.WRITE_FILE.text(),
                    "phoenix-write-file",
                    "/etc/pve/firewall/950.fw",
                    "20")
                .withStdin("[OPTIONS]\n# grüße\n"));
  }

  @Test
  void what_is_done_inside_goes_by_standard_input() {
    Action.Provision action =
        new Action.Provision(
            VLLM,
            List.of(
                new GuestStep.RunApplication(
                    new Script("app.sh", "echo 1"), new Fingerprint("0123456789abcdef"))));

    assertThat(ActionCommands.of(action)).isEqualTo(ProvisionScript.of(action).command());
  }
}
