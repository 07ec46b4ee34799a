package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.BridgeFacts;
import ai.thinkheads.phoenix.core.state.DeviceNumber;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.state.StorageSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The script that observes a node, run by a real bash. */
@EnabledIf("hasBash")
class ObserveScriptTest {

  @TempDir private Path directory;
  private NodeTree node;

  static boolean hasBash() {
    return Stream.of("/bin/bash", "/usr/bin/bash").map(Path::of).anyMatch(Files::isExecutable);
  }

  @BeforeEach
  void aNode() {
    node = NodeTree.in(directory);
  }

  @Test
  void everything_on_a_node_is_told() {
    node.file(
        "etc/pve/.vmlist",
        """
        {"version": 9, "ids": {
        "900": {"node": "pve1", "type": "lxc", "version": 7},
        "950": {"node": "pve1", "type": "lxc", "version": 8},
        "960": {"node": "pve2", "type": "lxc", "version": 4},
        "8000": {"node": "pve1", "type": "qemu", "version": 2}}}
        """);
    node.file("etc/pve/nodes/pve1/lxc/900.conf", "memory: 2048\n\n[base]\nmemory: 1024\n");
    node.file("etc/pve/nodes/pve1/lxc/950.conf", "#grüße\nmemory: 4096\n\n");
    node.file("etc/pve/nodes/pve2/lxc/960.conf", "memory: 512");
    node.file("etc/pve/nodes/pve1/qemu-server/8000.conf", "cores: 4\n");
    node.file("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    node.file("etc/pve/firewall/950.fw", "[OPTIONS]\n\nenable: 1\n");
    node.file("etc/pve/firewall/cluster.fw", "[OPTIONS]\n");
    node.file(
        "etc/pve/storage.cfg",
        """
        dir: local
        \tpath /var/lib/vz
        \tcontent vztmpl

        zfspool: disks
        \tpool rpool
        \tcontent rootdir
        """);
    node.file("var/lib/vz/template/cache/debian-12.tar.zst", "");
    node.file("var/lib/vz/template/cache/with blank.tar.gz", "");
    node.file("var/lib/vz/template/cache/notes.txt", "");
    node.file(
        "proc/net/unix",
        """
        Num       RefCount Protocol Flags    Type St Inode Path
        0000000000000000: 00000002 00000000 00010000 0001 01 16 @/var/lib/lxc/950/command
        0000000000000000: 00000003 00000000 00000000 0001 03 17 @/var/lib/lxc/950/command
        0000000000000000: 00000002 00000000 00010000 0001 01 18 /run/systemd/notify
        0000000000000000: 00000002 00000000 00010000 0001 01 19 /var/run/qemu-server/8000.qmp
        0000000000000000: 00000002 00000000 00010000 0001 01 20 @/var/lib/lxc/960/command
        """);
    node.file("sys/class/net/vmbr0/bridge/vlan_filtering", "1\n");
    node.file("sys/class/net/vmbr0/mtu", "9000\n");
    node.directory("sys/class/net/vmbr0/brif/eno1");
    node.directory("sys/class/net/eno1");
    node.file("dev/nvidia0", "");
    node.file("dev/nvidiactl", "");
    node.file("dev/nvidia-caps/nvidia-cap1", "");
    node.file("dev/sda", "");
    node.directory("srv/models");
    node.program("lxc-attach", "echo /var/lib/phoenix/docker:0123456789abcdef; echo end");
    node.program("ovs-vsctl", "[[ $* == list-br ]] && echo vmbr9");

    ObservedState state =
        Observation.of(
            node,
            new ObservationScope(
                new TreeSet<>(List.of(Vmid.of(900), Vmid.of(950), Vmid.of(999))),
                new TreeSet<>(List.of("/srv/models", "/srv/missing"))));

    assertThat(state)
        .isEqualTo(
            ObservedState.of(
                new ObservedNode(
                    new NodeFacts("pve1", "8.4.21", "d53ab21502e8b7f1"),
                    byName(
                        storage("disks", "zfspool", "rootdir", ""),
                        storage("local", "dir", "vztmpl", "/var/lib/vz")),
                    new TreeSet<>(List.of("vmbr0", "vmbr9")),
                    new TreeSet<>(
                        List.of("/dev/nvidia-caps/nvidia-cap1", "/dev/nvidia0", "/dev/nvidiactl")),
                    new TreeSet<>(
                        List.of(
                            "local:vztmpl/debian-12.tar.zst", "local:vztmpl/with blank.tar.gz")),
                    new TreeSet<>(List.of("/srv/models")),
                    NodeCondition.good()
                        .withSupply(
                            NodeSupply.none()
                                .withBridges(Map.of("vmbr0", new BridgeFacts(true, 9000, true))))),
                List.of(
                    guest(900, "memory: 2048\n\n[base]\nmemory: 1024\n"),
                    new ObservedGuest(
                        Vmid.of(950),
                        "pve1",
                        GuestKind.CONTAINER,
                        true,
                        GuestConfigFile.parse("#grüße\nmemory: 4096\n\n".getBytes(UTF_8)),
                        Optional.of("[OPTIONS]\n\nenable: 1\n"),
                        Optional.of(new TreeMap<>(Map.of("docker", "0123456789abcdef")))),
                    new ObservedGuest(
                        Vmid.of(960),
                        "pve2",
                        GuestKind.CONTAINER,
                        false,
                        GuestConfigFile.parse("memory: 512".getBytes(UTF_8)),
                        Optional.empty(),
                        Optional.empty()),
                    new ObservedGuest(
                        Vmid.of(8000),
                        "pve1",
                        GuestKind.VM,
                        true,
                        GuestConfigFile.parse("cores: 4\n".getBytes(UTF_8)),
                        Optional.empty(),
                        Optional.empty()))));
  }

  @Test
  void what_may_stand_in_the_way_is_told() {
    node.file(
        "etc/pve/.members",
        """
        {"nodename": "pve1", "version": 4,
        "cluster": {"name": "lab", "version": 2, "nodes": 2, "quorate": 0 },
        "nodelist": {"pve1": {"id": 1, "online": 1, "ip": "192.0.2.1"}}}
        """);
    node.file(
        "etc/pve/ha/resources.cfg",
        """
        ct: 950
        \tgroup all
        \tstate stopped

        vm: 960
        \tstate disabled

        ct: 951
        \tcomment state ignored
        """);
    node.file(
        "etc/pve/replication.cfg",
        """
        local: 950-0
        \ttarget pve2

        local: 952-1
        \ttarget pve2
        """);

    NodeCondition condition = observe().condition();

    assertThat(condition.quorate()).isFalse();
    assertThat(condition.replicated()).containsExactly(Vmid.of(950), Vmid.of(952));
    assertThat(condition.managed())
        .containsExactly(Map.entry(Vmid.of(950), "stopped"), Map.entry(Vmid.of(951), "started"));
  }

  @Test
  void what_a_node_has_to_give_is_told() throws Exception {
    node.file(
        "etc/pve/user.cfg",
        """
        user:root@pam:1:0:::someone@example.com::
        pool:lab/gpu:a comment%3A with colon:950,951:local:
        pool:empty::::
        """);
    node.file(
        "etc/pve/.rrd",
        """
        pve2-node/pve1:100:1:1767225600:0.1:8:0.5
        pve2-storage/pve1/local:1767225600:1000000:400000
        pve-storage-9.0/pve1/disks:1767225600:2000000:U
        pve-storage-9.0/pve1/nas:1767225600:3000000:500000
        pve2-storage/pve2/local:1767225600:1:1
        \0""");
    node.file("sys/devices/system/cpu/online", "0-3,8\n");
    node.file("proc/meminfo", "MemTotal:       16384000 kB\nMemFree:        1 kB\n");
    for (String bridge : List.of("vmbr1/bridge", "vmbr1/brif/veth950i0", "vmbr1/brif/fwpr951p0")) {
      node.directory("sys/class/net/" + bridge);
    }
    node.file("sys/class/net/vmbr1/bridge/vlan_filtering", "0\n");
    node.file("sys/class/net/vmbr1/mtu", "1500\n");
    node.directory("dev");
    Files.createSymbolicLink(node.path("dev/nvidia0"), Path.of("/dev/null")); // always 1:3
    node.file("dev/nvidiactl", "not a device");
    node.file("var/lib/vz/snippets/hook.sh", "");
    node.file("var/lib/vz/snippets/notes.txt", "");
    assertThat(node.path("var/lib/vz/snippets/hook.sh").toFile().setExecutable(true)).isTrue();

    assertThat(observe().condition().supply())
        .contains(
            NodeSupply.none()
                .withSize(5, ByteSize.kib(16_384_000))
                .withSpace(
                    Map.of(
                        "local",
                        new StorageSpace(new ByteSize(1_000_000), new ByteSize(400_000)),
                        "nas",
                        new StorageSpace(new ByteSize(3_000_000), new ByteSize(500_000))))
                .withBridges(Map.of("vmbr1", new BridgeFacts(false, 1500, false)))
                .withNumbers(Map.of("/dev/nvidia0", new DeviceNumber(1, 3)))
                .withSnippets(
                    Map.of("local:snippets/hook.sh", true, "local:snippets/notes.txt", false))
                .withPools(
                    Map.of(
                        "empty",
                        new TreeSet<>(),
                        "lab/gpu",
                        new TreeSet<>(List.of(Vmid.of(950), Vmid.of(951))))));
  }

  @Test
  void what_roots_files_say_beyond_pools_stays_on_the_node() {
    node.file("etc/pve/user.cfg", "user:root@pam:1:0:::someone@example.com::\npool:lab::::\n");

    assertThat(node.run(Observation.command(ObservationScope.outside()), line -> {}).stdoutText())
        .contains("pool:lab")
        .doesNotContain("someone@example.com");
  }

  @Test
  void images_are_found_where_each_storage_keeps_them() {
    node.file(
        "etc/pve/storage.cfg",
        """
        btrfs: pool
        \tpath /pool one
        \tcontent vztmpl
        \tcontent-dirs snippets=x,vztmpl=images/lxc

        nfs: nas
        \tserver 10.0.0.2
        \texport /srv
        \tcontent rootdir,vztmpl

        dir: off
        \tpath /off
        \tcontent vztmpl
        \tdisable

        dir: disks
        \tpath /disks
        \tcontent rootdir

        lvm: raw
        \tvgname raw
        """);
    for (String path : List.of("pool one/images/lxc", "mnt/pve/nas/template/cache")) {
      node.file(path + "/a.tar.xz", "");
      node.file(path + "/a.tar.xz.asc", "");
    }
    node.file("pool one/template/cache/b.tar", "");
    node.file("off/template/cache/c.tar", "");
    node.file("disks/template/cache/d.tar", "");
    node.file("var/lib/vz/template/cache/e.tar", "");

    assertThat(observe().images())
        .containsExactly("local:vztmpl/e.tar", "nas:vztmpl/a.tar.xz", "pool:vztmpl/a.tar.xz");
  }

  @Test
  void a_guest_is_read_only_with_its_fingerprints() {
    run(950);
    node.program(
        "lxc-attach",
        """
        echo /var/lib/phoenix/docker:0123456789abcdef
        echo /var/lib/phoenix/sub/dir:0123456789abcdef
        echo /var/lib/phoenix/..:0123456789abcdef
        echo /var/lib/phoenix/short:0123456789
        echo /etc/shadow:0123456789abcdef
        echo 'Binary file /var/lib/phoenix/x matches'
        echo /var/lib/phoenix/health-check:fedcba9876543210
        echo end
        """);

    assertThat(observe(950).guests().get(Vmid.of(950)).fingerprints())
        .contains(
            new TreeMap<>(
                Map.of("docker", "0123456789abcdef", "health-check", "fedcba9876543210")));
  }

  @Test
  void only_regular_files_that_hold_nothing_but_a_fingerprint_are_records() throws Exception {
    run(950);
    node.file("guest/docker", "0123456789abcdef\n");
    node.file("guest/application", "fedcba9876543210");
    node.file("guest/log", "not a fingerprint 0123456789abcdef\n");
    node.file("guest/huge", "x".repeat(1_000_000));
    node.file("elsewhere", "1111111111111111\n");
    Files.createSymbolicLink(node.path("guest/link"), node.path("elsewhere"));
    new ProcessBuilder("mkfifo", node.path("guest/fifo").toString()).start().waitFor();
    node.program(
        "lxc-attach",
        """
        /bin/sh -c "${7//\\/var\\/lib\\/phoenix/GUEST}" | sed s#^GUEST#/var/lib/phoenix#
        """
            .replace("GUEST", node.path("guest").toString()));

    assertThat(observe(950).guests().get(Vmid.of(950)).fingerprints())
        .contains(
            new TreeMap<>(Map.of("docker", "0123456789abcdef", "application", "fedcba9876543210")));
  }

  @Test
  void a_guest_without_a_record_has_nothing_installed() {
    run(950);
    node.program("lxc-attach", "echo end");

    assertThat(observe(950).guests().get(Vmid.of(950)).fingerprints()).contains(new TreeMap<>());
  }

  @Test
  void what_cannot_be_read_in_a_guest_is_not_known() {
    run(950, 951, 952, 953);
    node.program(
        "lxc-attach",
        """
        case $2 in
          950) echo 'lxc-attach: 950: no init' >&2; exit 1 ;;
          951) echo /var/lib/phoenix/docker:0123456789abcdef ;;
          952) yes /var/lib/phoenix/docker:0123456789abcdef ;;
          953) printf 'a\\0b\\nend\\n' ;;
        esac
        """);

    ObservedState state = observe(950, 951, 952, 953);

    assertThat(state.guests().values())
        .hasSize(4)
        .allSatisfy(guest -> assertThat(guest.fingerprints()).isEmpty());
  }

  @Test
  void many_guests_are_looked_inside_of() {
    int[] vmids = IntStream.range(100, 150).toArray();
    run(vmids);
    node.program("lxc-attach", "printf '/var/lib/phoenix/own:0000000000000%s\\nend\\n' \"$2\"");

    ObservedState state = observe(vmids);

    assertThat(state.guests().values())
        .hasSize(50)
        .allSatisfy(
            guest ->
                assertThat(guest.fingerprints())
                    .contains(new TreeMap<>(Map.of("own", "0000000000000" + guest.vmid()))));
  }

  @Test
  void a_guest_gets_no_open_file_of_the_node() {
    run(950, 951);
    node.program(
        "lxc-attach",
        "for fd in /proc/$$/fd/*; do readlink \"$fd\" >>'" + directory + "/fds'; done; echo end");
    node.file("etc/pve/storage.cfg", "nfs: nas\n\texport /srv\n\tcontent vztmpl\n");

    observe(950, 951);

    assertThat(directory.resolve("fds"))
        .content()
        .satisfies(
            fds ->
                assertThat(fds.lines().filter(line -> line.startsWith("pipe:")))
                    .as("pipes that two guests inherited")
                    .hasSize(2));
  }

  @Test
  void a_guest_is_asked_within_its_own_limits_and_environment() {
    run(950);
    node.program("lxc-attach", "printf '%s\\n' \"$@\" >'" + directory + "/argv'; echo end");

    observe(950);

    assertThat(directory.resolve("argv"))
        .hasContent(
            """
            -n
            950
            --clear-env
            --
            /bin/sh
            -c
            grep -rsxE "[0-9a-f]{16}" /var/lib/phoenix; echo end
            phoenix-look
            """);
  }

  @Test
  void tasks_that_go_on_are_told_and_ended_ones_are_not() {
    node.file(
        "var/log/pve/tasks/active",
        """
        UPID:pve1:00001267:000000FF:65000000:vzclone:900:root@pam: 0
        UPID:pve1:00001268:000000FF:65000000:vzcreate:901:root@pam: 0
        UPID:pve1:00001267:000000FF:65000000:vzdestroy:902:root@pam: 1 65000001 OK
        UPID:pve1:00001269:000000FF:65000000:vzdump::root@pam!token: 0
        UPID:pve1:0000126A:000000FF:65000000:vzstart:903:root@pam: 0
        garbage
        """);
    String rest = " S 1 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 ";
    node.file("proc/4711/stat", "4711 (task UPID:pve1:) x)" + rest + "255 1 1\n");
    node.file("proc/4712/stat", "4712 (another)" + rest + "256 1 1\n");
    node.file("proc/4713/stat", "4713 (vzdump)" + rest + "255 1 1\n");

    assertThat(observe().condition().tasks())
        .containsExactly(new NodeTask("vzdump", ""), new NodeTask("vzclone", "900"));
  }

  @Test
  void a_locked_guest_that_a_command_holds_is_told() throws Exception {
    run(950, 951);
    node.file("etc/pve/nodes/pve1/lxc/950.conf", "arch: amd64\nlock: create\n");
    node.file("etc/pve/nodes/pve1/lxc/951.conf", "arch: amd64\nlock: create\n");
    node.file("run/lock/lxc/pve-config-950.lock", "");
    node.file("run/lock/lxc/pve-config-951.lock", "");
    Process holder =
        new ProcessBuilder(
                "flock",
                node.path("run/lock/lxc/pve-config-950.lock").toString(),
                "sh",
                "-c",
                "echo held; read line")
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');

      assertThat(observe().condition().tasks())
          .containsExactly(new NodeTask(NodeTask.COMMAND, "950"));
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
  }

  @Test
  void a_configuration_that_looks_like_frames_is_only_a_configuration() {
    run(950);
    node.file("etc/pve/nodes/pve1/lxc/950.conf", "#x\nend 0 0\n\nrefused 11 0\nnot-proxmox\n");

    assertThat(observe().guests()).containsOnlyKeys(Vmid.of(950));
  }

  @Test
  void a_configuration_with_a_nul_is_told() {
    run(950);
    node.file("etc/pve/nodes/pve1/lxc/950.conf", "memory: 512\n\0memory: 1024\n");

    assertThatThrownBy(this::observe)
        .isInstanceOf(HypervisorException.class)
        .hasMessageContaining("/etc/pve/nodes/pve1/lxc/950.conf is not readable");
  }

  @Test
  void a_guest_whose_configuration_is_missing_is_told() {
    node.file("etc/pve/.vmlist", "{\"ids\": {\"950\": {\"node\": \"pve1\"}}}");

    assertThatThrownBy(this::observe)
        .isInstanceOf(HypervisorException.class)
        .hasMessageContaining("[950]");
  }

  @Test
  void a_machine_without_proxmox_is_no_node() throws IOException {
    Files.delete(node.path("usr/sbin/pct"));

    assertThatThrownBy(this::observe)
        .isInstanceOf(HypervisorException.class)
        .hasMessage("root@pve1 is not a Proxmox VE node: pct or /etc/pve is missing");
  }

  @Test
  void without_the_cluster_file_system_nothing_is_known() throws IOException {
    Files.delete(node.path("etc/pve/.vmlist"));

    assertThatThrownBy(this::observe)
        .isInstanceOf(HypervisorException.class)
        .hasMessage("/etc/pve of root@pve1 is not mounted, so its guests are unknown");
  }

  private void run(int... vmids) {
    StringBuilder sockets = new StringBuilder();
    for (int vmid : vmids) {
      sockets.append("0: 2 0 10000 0001 01 1 @/var/lib/lxc/" + vmid + "/command\n");
      node.file("etc/pve/nodes/pve1/lxc/" + vmid + ".conf", "memory: 512\n");
    }
    node.file("proc/net/unix", sockets.toString());
  }

  private ObservedState observe(int... vmids) {
    TreeSet<Vmid> guests =
        Arrays.stream(vmids).mapToObj(Vmid::of).collect(Collectors.toCollection(TreeSet::new));
    return Observation.of(node, new ObservationScope(guests, new TreeSet<>()));
  }

  private static ObservedGuest guest(int vmid, String config) {
    return new ObservedGuest(
        Vmid.of(vmid),
        "pve1",
        GuestKind.CONTAINER,
        false,
        GuestConfigFile.parse(config.getBytes(UTF_8)),
        Optional.empty(),
        Optional.empty());
  }

  private static Storage storage(String id, String type, String content, String path) {
    return new Storage(
        id,
        type,
        new TreeSet<>(List.of(content)),
        path.isEmpty() ? Optional.empty() : Optional.of(path),
        false,
        false);
  }

  private static SortedMap<String, Storage> byName(Storage... storages) {
    SortedMap<String, Storage> byName = new TreeMap<>();
    Arrays.asList(storages).forEach(storage -> byName.put(storage.id(), storage));
    return byName;
  }
}
