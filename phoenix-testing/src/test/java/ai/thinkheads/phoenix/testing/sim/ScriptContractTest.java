package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.state.BridgeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.RawRow;
import ai.thinkheads.phoenix.core.state.StorageSpace;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Simulated scripts do what the real ones do: each is run by a real bash on the same files. */
@EnabledIf("hasBash")
class ScriptContractTest {

  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";

  @TempDir private Path directory;
  @TempDir private Path programs;
  private SimulatedHost host;

  static boolean hasBash() {
    return Files.isExecutable(Path.of("/bin/bash"));
  }

  @BeforeEach
  void aNodeWithGuests() {
    host =
        SimulatedHost.in(directory)
            .addImage(IMAGE)
            .addStorage("nas", "nfs", "vztmpl", "rootdir")
            .addImage("nas:vztmpl/alpine-3.20.tar.xz")
            .addBridge("vmbr7")
            .addDevice("/dev/nvidia0")
            .addDevice("/dev/nvidia-caps/nvidia-cap1")
            .makeDirectory("/srv/models")
            .addPool("lab")
            .addSnippet("local:snippets/hook.sh")
            .write("/var/lib/vz/snippets/notes.txt", "")
            .storageSpace("nas", ByteSize.gib(10), ByteSize.gib(4))
            .write("/etc/pve/firewall/950.fw", "[OPTIONS]\n\nenable: 1\n")
            .write("/etc/pve/nodes/pve2/lxc/960.conf", "memory: 512\n");
    for (String vmid : List.of("900", "950", "951")) {
      pct("create", vmid, IMAGE, "--hostname", "ct" + vmid, "--rootfs", "local-zfs:8");
    }
    pct("set", "950", "--description", "grüße: 100 %\nzwei");
    pct("start", "950");
    pct("start", "951");
    pct("set", "951", "--features", "nesting=1");
    pct("snapshot", "900", "base", "--description", "Phoenix template");
    SimulatedGuest guest = host.guest(Vmid.of(950)).orElseThrow();
    guest.write("/var/lib/phoenix/docker", "0123456789abcdef\n");
    guest.write("/var/lib/phoenix/health-check", "fedcba9876543210");
    guest.write("/var/lib/phoenix/broken", "fedcba98\n");
    pct("set", "900", "--lock", "disk");
    host.manageByHa(Vmid.of(951));
    host.shell().run(Command.of("pveum", "pool", "modify", "lab", "--vms", "950"));
    host.write(
        "/var/log/pve/tasks/active",
        """
        UPID:pve1:00001267:000000FF:65000000:vzclone:900:root@pam: 0
        UPID:pve1:00001267:000000FE:65000000:vzcreate:901:root@pam: 0
        UPID:pve1:00001267:000000FF:65000000:vzstart:950:root@pam: 1 65000001 OK
        """);
    host.write(
        "/proc/4711/stat", "4711 (a task) S 1 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 255 1\n");
    guest.write("/var/log/phoenix/docker.log", "0123456789abcdef\n");
  }

  @Test
  void both_observe_the_same_state() {
    ObservationScope scope =
        new ObservationScope(
            new TreeSet<>(List.of(Vmid.of(900), Vmid.of(950), Vmid.of(951))),
            new TreeSet<>(List.of("/srv/models", "/srv/missing")));

    ObservedState simulated = ProxmoxHypervisor.over(host.shell()).observe(scope);
    ObservedState real = ProxmoxHypervisor.over(bash()).observe(scope);

    assertThat(simulated).isEqualTo(real);
    assertThat(real.guests().get(Vmid.of(950)).fingerprints().orElseThrow())
        .containsOnlyKeys("docker", "health-check");
    assertThat(real.guests()).hasSize(4);
    assertThat(real.images()).hasSize(2);
    assertThat(real.condition().tasks()).containsExactly(new NodeTask("vzclone", "900"));
    assertThat(real.condition().managed()).containsExactly(Map.entry(Vmid.of(951), "started"));
    NodeSupply supply = real.condition().supply().orElseThrow();
    assertThat(supply.poolOf(Vmid.of(950))).contains("lab");
    assertThat(supply.snippets())
        .containsExactly(
            Map.entry("local:snippets/hook.sh", true),
            Map.entry("local:snippets/notes.txt", false));
    assertThat(supply.space().get("nas"))
        .isEqualTo(new StorageSpace(ByteSize.gib(10), ByteSize.gib(4)));
    assertThat(supply.bridges().get("vmbr7")).isEqualTo(new BridgeFacts(false, 1500, true));
    assertThat(supply.cpus()).contains(32);
    assertThat(supply.memory()).contains(ByteSize.gib(256));
  }

  @Test
  void both_write_the_same_file() {
    Action action = new Action.WriteFirewall(Vmid.of(950), "[RULES]\n# grüße\n\n");

    assertThat(after(action, host.shell())).isEqualTo(after(action, bash()));
    assertThat(host.list("/etc/pve/firewall")).containsExactly("950.fw");
    assertThat(host.read("/etc/pve/firewall/950.fw")).contains("[RULES]\n# grüße\n\n");
  }

  @Test
  void both_write_the_same_rows() {
    String file = "/etc/pve/lxc/951.conf";
    host.write(file, "#grüße\n" + host.read(file).orElseThrow().replace("\n\n[", "\nodd\n\n["));
    String before = host.read(file).orElseThrow();
    Action action =
        new Action.WriteRows(
            Vmid.of(951),
            new TreeSet<>(List.of("lxc.cap.drop", "lxc.kmsg")),
            List.of(new RawRow("lxc.cap.drop", "sys_time"), new RawRow("lxc.kmsg", "0")),
            Optional.empty());

    ProxmoxHypervisor.over(host.shell()).perform(action, text -> {});
    String simulated = host.read(file).orElseThrow();
    host.write(file, before);
    ProxmoxHypervisor.over(bash()).perform(action, text -> {});

    assertThat(simulated)
        .isEqualTo(host.read(file).orElseThrow())
        .contains("odd\nlxc.cap.drop: sys_time\nlxc.kmsg: 0\n\n[pve:pending]");
  }

  @Test
  void both_make_the_same_folder() {
    Action action = new Action.MakeDirectory(Vmid.of(950), "/srv/a/b", 100_000, 100_000);

    assertThat(after(action, host.shell())).isEqualTo(List.of("b"));
    assertThat(after(action, bash())).isEqualTo(List.of("b"));
    assertThat(after(new Action.MakeDirectory(Vmid.of(950), "/srv/a/c", 100_000, 100_000), bash()))
        .isEqualTo(List.of("b", "c"));
  }

  private Object after(Action action, HostShell shell) {
    ProxmoxHypervisor.over(shell).perform(action, text -> {});
    return action instanceof Action.MakeDirectory
        ? host.list("/srv/a")
        : host.read("/etc/pve/firewall/950.fw");
  }

  private BashOnTree bash() {
    return new BashOnTree(host, directory, programs);
  }

  private void pct(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("pct"));
    argv.addAll(List.of(arguments));
    assertThat(host.shell().run(Command.of(argv)).stderrText()).isEmpty();
  }
}
