package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.BridgeFacts;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.state.StorageSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a node lacks for a plan is told before anything is changed, all of it at once. */
class PreflightTest {

  private static final Vmid VMID = Vmid.of(950);
  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";
  private static final String NET =
      "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:02,ip=10.0.0.150/24,type=veth";

  @Test
  void everything_that_is_missing_is_told_at_once() {
    Container container =
        container("zfs", "nas:vztmpl/debian-12.tar.zst")
            .networks(
                List.of(
                    network("eth0", "vmbr0").toBuilder().mtu(9000).build(),
                    network("eth1", "vmbr1").toBuilder().vlan(7).build(),
                    network("eth2", "vmbr2").toBuilder().trunks(new TreeSet<>(Set.of(8))).build(),
                    network("eth3", "vmbr3")))
            .cores(64)
            .memory(ByteSize.gib(72))
            .pool("prod")
            .devices(List.of(DevicePassthrough.of("/dev/kvm"), DevicePassthrough.of("/dev/fuse")))
            .option(ContainerOption.HOOKSCRIPT, "local:snippets/hook.sh")
            .mounts(
                List.of(
                    new Mount.Volume(Optional.empty(), "full", ByteSize.gib(1), "/data"),
                    Mount.Bind.of("/dev/sdb1", "/disk"),
                    Mount.Bind.of("/srv/new", "/new")))
            .build();
    NodeSupply supply =
        NodeSupply.none()
            .withSize(16, ByteSize.gib(64))
            .withPools(Map.of("lab", new TreeSet<>()))
            .withBridges(
                Map.of(
                    "vmbr0", new BridgeFacts(false, 1500, true),
                    "vmbr1", new BridgeFacts(false, 1500, false),
                    "vmbr2", new BridgeFacts(false, 1500, true)))
            .withSnippets(Map.of("local:snippets/other.sh", true));

    assertThat(problems(container, NodeCondition.good().withSupply(supply)))
        .containsExactly(
            "error: lxc_configs.950.template: container 950 \"service\": storage nas does not exist"
                + " on pve1; choose from [local], or make it available there",
            "error: lxc_configs.950.storage_pool: container 950 \"service\": storage zfs does not"
                + " exist on pve1; choose from [local-zfs, thick], or make it available there",
            "error: lxc_configs.950.network_config: container 950 \"service\": mtu 9000 of eth0 is"
                + " more than the 1500 of bridge vmbr0; use 1500 or less, or raise that of the"
                + " bridge",
            "error: lxc_configs.950.network_config: container 950 \"service\": bridge vmbr1 has no"
                + " interface of the node that VLAN 7 could go through; make it VLAN-aware, or give"
                + " it a port (bridge-ports in /etc/network/interfaces)",
            "error: lxc_configs.950.network_config: container 950 \"service\": bridge vmbr2 does not"
                + " keep VLANs apart, so eth2 cannot have trunks [8]; set bridge-vlan-aware yes for"
                + " it in /etc/network/interfaces, then run: ifreload -a",
            "error: lxc_configs.950.network_config: container 950 \"service\": bridge vmbr3 does not"
                + " exist on pve1; choose from [vmbr0, vmbr1, vmbr2], or make it first",
            "error: lxc_configs.950.devices: container 950 \"service\": device /dev/fuse does not"
                + " exist on pve1; attach it or load its driver, or take it out of the definition",
            "error: lxc_configs.950.mount_points: container 950 \"service\": device /dev/sdb1 does"
                + " not exist on pve1; attach it or load its driver, or take it out of the"
                + " definition",
            "warning: lxc_configs.950.memory_mb: container 950 \"service\": may use 72 GiB of"
                + " memory, and pve1 has 64 GiB; give it less, or place it on a larger node",
            "warning: lxc_configs.950.cores: container 950 \"service\": may use 64 cores, and pve1"
                + " has 16, which is what it gets; give it 16 or less, or place it on a larger"
                + " node",
            "error: lxc_configs.950.volumes: container 950 \"service\": storage full holds no"
                + " containers (only [backup]); add the content type rootdir to it, or choose"
                + " another storage",
            "error: lxc_configs.950.hookscript: container 950 \"service\": hook script"
                + " local:snippets/hook.sh does not exist on pve1; put it there as"
                + " /var/lib/vz/snippets/hook.sh",
            "error: lxc_configs.950.pool: container 950 \"service\": pool prod does not exist; make"
                + " it: pveum pool add prod; or choose from [lab]");
  }

  @Test
  void an_image_that_is_missing_is_told_with_those_that_are_most_like_it() {
    assertThat(
            problems(
                container("local-zfs", "local:vztmpl/debian-12-standard_12.2-1_amd64.tar.zst")
                    .build(),
                NodeCondition.good()))
        .containsExactly(
            "error: lxc_configs.950.template: container 950 \"service\": image"
                + " local:vztmpl/debian-12-standard_12.2-1_amd64.tar.zst does not exist on pve1;"
                + " download it with: pveam download local"
                + " debian-12-standard_12.2-1_amd64.tar.zst; or use one that is there: "
                + IMAGE);
  }

  @Test
  void a_hook_script_must_be_executable() {
    assertThat(
            problems(
                container("local-zfs", IMAGE)
                    .option(ContainerOption.HOOKSCRIPT, "local:snippets/hook.sh")
                    .build(),
                NodeCondition.good()
                    .withSupply(
                        NodeSupply.none().withSnippets(Map.of("local:snippets/hook.sh", false)))))
        .containsExactly(
            "error: lxc_configs.950.hookscript: container 950 \"service\": hook script"
                + " local:snippets/hook.sh may not be executed; run: chmod +x"
                + " /var/lib/vz/snippets/hook.sh");
  }

  @Test
  void without_quorum_that_is_the_one_thing_to_be_told() {
    NodeCondition condition = NodeCondition.good().withoutQuorum();
    Container broken = container("nowhere", "local:vztmpl/none.tar").build();

    assertThat(problems(broken, condition))
        .containsExactly(
            "error: node pve1: its cluster has no quorum, so /etc/pve is read-only and nothing can"
                + " be changed; bring the other nodes back; see: pvecm status");
    assertThat(problems(container("local-zfs", IMAGE).build(), condition, guest("local-zfs")))
        .as("of a plan that changes nothing")
        .isEmpty();
  }

  @Test
  void a_plan_that_promises_more_than_is_free_says_so() {
    NodeSupply supply =
        NodeSupply.none()
            .withSpace(
                Map.of(
                    "local-zfs", new StorageSpace(ByteSize.gib(100), ByteSize.gib(90)),
                    "thick", new StorageSpace(ByteSize.gib(50), ByteSize.gib(40))));
    Container container =
        container("local-zfs", IMAGE)
            .mounts(
                List.of(
                    new Mount.Volume(Optional.empty(), "local-zfs", ByteSize.gib(3), "/a"),
                    new Mount.Volume(Optional.empty(), "thick", ByteSize.gib(11), "/b")))
            .build();

    assertThat(problems(container, NodeCondition.good().withSupply(supply)))
        .containsExactly(
            "warning: storage local-zfs on pve1: has 10 GiB free of 100 GiB, and the plan promises"
                + " 11 GiB (11 GiB for 950); space is only taken as it is filled, so keep an eye"
                + " on it: pvesm status",
            "error: storage thick on pve1: has 10 GiB free of 50 GiB, and the plan promises 11 GiB"
                + " (11 GiB for 950); make the disks smaller, choose another storage, or free"
                + " space");
  }

  @Test
  void growing_a_volume_promises_only_what_it_grows_by() {
    NodeSupply supply =
        NodeSupply.none()
            .withSpace(Map.of("thick", new StorageSpace(ByteSize.gib(50), ByteSize.gib(48))));
    Container container = container("thick", IMAGE).build();

    assertThat(problems(container, NodeCondition.good().withSupply(supply), guest("thick", 6)))
        .isEmpty();
    assertThat(problems(container, NodeCondition.good().withSupply(supply), guest("thick", 5)))
        .hasSize(1);
  }

  @Test
  void an_address_that_a_running_guest_outside_of_the_definition_has_is_refused() {
    Container container =
        container("local-zfs", IMAGE)
            .networks(
                List.of(
                    NetworkInterface.of("eth0", "vmbr0", Ipv4Setting.parse("10.0.0.7/24"))
                        .toBuilder()
                        .mac(MacAddress.parse("BC:24:11:00:00:09"))
                        .build()))
            .build();
    ObservedGuest same =
        other(700, true, Map.of("hostname", "service", "net0", "bridge=vmbr0,ip=10.0.0.7/16"));
    ObservedGuest stopped =
        other(701, false, Map.of("hostname", "old", "net0", "bridge=vmbr0,ip=10.0.0.7/24"));
    ObservedGuest vm =
        new ObservedGuest(
            Vmid.of(702),
            "pve1",
            GuestKind.VM,
            true,
            config(
                Map.of(
                    "name", "vm",
                    "net0", "virtio=bc:24:11:00:00:09,bridge=vmbr0,tag=5",
                    "ipconfig0", "ip=10.0.0.8/24")),
            Optional.empty(),
            Optional.empty());

    assertThat(problems(container, NodeCondition.good(), same, stopped, vm))
        .containsExactly(
            "error: lxc_configs.950.network_config: container 950 \"service\": address 10.0.0.7 is"
                + " in use by container 700 \"service\" on pve1, which the definition does not"
                + " have; give one of them another one, or stop 700",
            "warning: lxc_configs.950.network_config: container 950 \"service\": address 10.0.0.7 is"
                + " in use by container 701 \"old\" on pve1, which the definition does not have;"
                + " give one of them another one unless both never meet",
            "warning: lxc_configs.950.network_config: container 950 \"service\": MAC"
                + " BC:24:11:00:00:09 is in use by VM 702 \"vm\" on pve1, which the definition does"
                + " not have; give one of them another one unless both never meet",
            "warning: lxc_configs.950.name: container 950 \"service\": container 700 \"service\" on"
                + " pve1 has the same name; give one of them another name when both shall be found"
                + " by it");
  }

  @Test
  void a_conflict_that_goes_on_already_does_not_bar_another_change() {
    Container more = container("local-zfs", IMAGE).memory(ByteSize.gib(1)).build();
    ObservedGuest same =
        other(700, true, Map.of("hostname", "x", "net0", "bridge=vmbr0,ip=10.0.0.150/24"));

    assertThat(problems(more, NodeCondition.good(), guest("local-zfs"), same))
        .containsExactly(
            "warning: lxc_configs.950.network_config: container 950 \"service\": address"
                + " 10.0.0.150 is in use by container 700 \"x\" on pve1, which the definition does"
                + " not have; give one of them another one unless both never meet");
  }

  @Test
  void what_is_made_again_is_checked_before_it_is_destroyed_and_takes_the_place_of_the_old() {
    Map<String, String> privileged = options("thick", 16, Map.of());
    privileged.put("unprivileged", "0");
    NodeCondition condition =
        NodeCondition.good()
            .withSupply(
                NodeSupply.none()
                    .withSpace(
                        Map.of("thick", new StorageSpace(ByteSize.gib(50), ByteSize.gib(48)))));

    assertThat(replaced(container("thick", "local:vztmpl/no.tar").build(), condition, privileged))
        .containsExactly(
            "error: lxc_configs.950.template: container 950 \"service\": image"
                + " local:vztmpl/no.tar does not exist on pve1; download it with: pveam download"
                + " local no.tar; or use one that is there: "
                + IMAGE);
    assertThat(replaced(container("thick", IMAGE).build(), condition, privileged)).isEmpty();
  }

  private static List<String> replaced(
      Container container, NodeCondition condition, Map<String, String> present) {
    Plan plan =
        Planner.plan(
            Lab.valid(container),
            state(condition, running(present)),
            PlanOptions.defaults().replacing(VMID));
    assertThat(plan.guest(VMID).orElseThrow().kind()).isEqualTo(GuestPlan.Kind.REPLACE);
    return plan.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void a_storage_that_only_another_node_has_is_told_with_that_node() {
    ObservedState here = state(NodeCondition.good());
    ObservedNode other =
        new ObservedNode(
            new NodeFacts("pve2", "8.4.1"),
            new TreeMap<>(Map.of("far", storage("far", "zfspool", "rootdir"))),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>());
    ObservedState both =
        new ObservedState(
            "pve1",
            new TreeMap<>(Map.of("pve1", here.nodes().get("pve1"), "pve2", other)),
            new TreeMap<>(),
            new TreeSet<>(Set.of("pve1", "pve2")),
            new TreeMap<>());

    assertThat(
            Planner.plan(Lab.valid(container("far", IMAGE).node("pve1").build()), both).problems())
        .extracting(Problem::message)
        .containsExactly(
            "container 950 \"service\": storage far does not exist on pve1, only on pve2");
  }

  @Test
  void what_ha_manages_is_not_destroyed() {
    Plan plan =
        Planner.planDestroy(
            Lab.valid(container("local-zfs", IMAGE).build()),
            state(NodeCondition.good().withManaged(VMID, "ignored"), guest("local-zfs")));

    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "error: container 950 \"service\": is managed by HA, and is not destroyed as long as it is;"
                + " take it out first: ha-manager remove ct:950");
  }

  @Test
  void a_restart_beside_ha_and_a_start_that_ha_takes_over_are_told() {
    Container container =
        container("local-zfs", IMAGE).option(ContainerOption.TIMEZONE, "UTC").build();
    ObservedGuest running = guest("local-zfs");
    ObservedGuest stopped =
        Lab.guest(950, false, running.config().current().options(), Map.of(), Map.of());

    assertThat(problems(container, NodeCondition.good().withManaged(VMID, "started"), running))
        .containsExactly(
            "warning: container 950 \"service\": is kept running by HA, and is restarted without"
                + " it: HA may start it first; that is harmless; to rule it out, let HA ignore it"
                + " for the time being: ha-manager set ct:950 --state ignored");
    assertThat(problems(container, NodeCondition.good().withManaged(VMID, "ignored"), running))
        .isEmpty();
    assertThat(problems(container, NodeCondition.good().withManaged(VMID, "stopped"), stopped))
        .containsExactly(
            "warning: container 950 \"service\": is kept stopped by HA, which is told to keep it"
                + " started from now on; shut it down afterwards when that is not meant");
  }

  @Test
  void a_volume_on_another_storage_than_defined_is_told_with_the_way_to_move_it() {
    Container container =
        container("thick", IMAGE)
            .mounts(List.of(new Mount.Volume(Optional.empty(), "thick", ByteSize.gib(4), "/data")))
            .build();
    ObservedGuest guest =
        running(
            options(
                "local-zfs",
                8,
                Map.of(
                    "mp2",
                    "local-zfs:subvol-950-disk-1,mp=/data/,size=4G",
                    "description",
                    "<!-- phoenix: mp:/data -->")));

    assertThat(problems(container, NodeCondition.good(), guest))
        .containsExactly(
            "warning: container 950 \"service\": disk is on storage local-zfs, not on thick; adjust"
                + " the definition, or move it: pct move-volume 950 rootfs thick --delete 1",
            "warning: container 950 \"service\": volume /data is on storage local-zfs, not on thick;"
                + " adjust the definition, or move it: pct move-volume 950 mp2 thick --delete 1");
  }

  @Test
  void what_others_mounted_into_a_template_is_told_before_its_snapshot_fails() {
    Container template = container("local-zfs", IMAGE).templateSnapshot("base-snapshot").build();
    ObservedGuest guest = running(options("local-zfs", 8, Map.of("mp0", "/srv/x,mp=/x")));

    assertThat(problems(template, NodeCondition.good(), guest))
        .containsExactly(
            "error: template 950 \"service\": mp0 is /srv/x of the node, so Proxmox takes no"
                + " snapshot; take it away (pct set 950 --delete mp0) and mount it into the clones"
                + " instead, or keep its data in a volume");
  }

  private static Container.Builder container(String storage, String image) {
    return Container.builder(
            VMID,
            "service",
            new ContainerSource.Image(image),
            new RootDisk(storage, ByteSize.gib(8)))
        .networks(
            List.of(NetworkInterface.of("eth0", "vmbr0", Ipv4Setting.parse("10.0.0.150/24"))));
  }

  private static NetworkInterface network(String name, String bridge) {
    return NetworkInterface.of(name, bridge, Ipv4Setting.parse("dhcp"));
  }

  private static ObservedGuest guest(String storage) {
    return guest(storage, 8);
  }

  private static ObservedGuest guest(String storage, int gib) {
    return running(options(storage, gib, Map.of()));
  }

  private static ObservedGuest running(Map<String, String> options) {
    return Lab.guest(950, true, options, Map.of(), Map.of());
  }

  private static Map<String, String> options(String storage, int gib, Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.put("hostname", "service");
    options.put("cores", "1");
    options.put("memory", "512");
    options.put("net0", NET);
    options.put("rootfs", storage + ":subvol-950-disk-0,size=" + gib + "G");
    options.put("unprivileged", "1");
    return options;
  }

  private static ObservedGuest other(int vmid, boolean running, Map<String, String> options) {
    return Lab.guest(vmid, running, options, Map.of(), Map.of());
  }

  private static GuestConfig config(Map<String, String> options) {
    return new GuestConfig(
        new ConfigSection(new TreeMap<>(options), List.of(), ""),
        ConfigSection.empty(),
        new TreeMap<>(),
        "");
  }

  private static List<String> problems(
      Container container, NodeCondition condition, ObservedGuest... guests) {
    return Planner.plan(Lab.valid(container), state(condition, guests)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private static ObservedState state(NodeCondition condition, ObservedGuest... guests) {
    return ObservedState.of(
        new ObservedNode(
            new NodeFacts("pve1", "8.4.1"),
            new TreeMap<>(
                Map.of(
                    "full", storage("full", "dir", "backup"),
                    "local", storage("local", "dir", "vztmpl"),
                    "local-zfs", storage("local-zfs", "zfspool", "rootdir"),
                    "thick", storage("thick", "lvm", "rootdir"))),
            new TreeSet<>(Set.of("vmbr0", "vmbr1", "vmbr2")),
            new TreeSet<>(),
            new TreeSet<>(Set.of(IMAGE)),
            new TreeSet<>(Set.of("/dev/kvm")),
            condition),
        List.of(guests));
  }

  private static Storage storage(String id, String type, String content) {
    return new Storage(
        id,
        type,
        new TreeSet<>(Set.of(content)),
        type.equals("dir") ? Optional.of("/var/lib/vz") : Optional.empty(),
        false,
        false);
  }
}
