package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each action does to a node, as the next observation tells it. */
class ActionsTest {

  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";
  private static final Vmid BASE = Vmid.of(900);
  private static final Vmid SERVICE = Vmid.of(950);

  private final SimulatedHost host = SimulatedHost.inMemory().addImage(IMAGE);
  private final ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell());
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void a_base_container() {
    perform(create(BASE, Map.of("hostname", "base", "memory", "1024")));
  }

  @AfterEach
  void the_node_is_sound() {
    host.checkInvariants();
  }

  @Test
  void a_container_is_created_with_its_options() {
    perform(create(SERVICE, Map.of("hostname", "vllm", "memory", "2048", "features", "nesting=1")));

    assertThat(guest(SERVICE).config().current().options())
        .containsEntry("hostname", "vllm")
        .containsEntry("memory", "2048")
        .containsEntry("features", "nesting=1")
        .containsEntry("unprivileged", "1")
        .containsEntry("rootfs", "local-zfs:subvol-950-disk-0,size=8G");
    assertThat(guest(SERVICE).running()).isFalse();
  }

  @Test
  void a_container_that_exists_is_not_created_again() {
    assertThatThrownBy(() -> perform(create(BASE, Map.of())))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 900: 900 exists already");
  }

  @Test
  void an_image_that_is_missing_is_named() {
    Action action = new Action.CreateContainer(SERVICE, "local:vztmpl/none.tar.zst", options());

    assertThatThrownBy(() -> perform(action))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 950: image local:vztmpl/none.tar.zst does not exist");
    assertThat(observe().guests()).containsOnlyKeys(BASE);
  }

  @Test
  void a_storage_that_is_missing_is_named() {
    Action action =
        new Action.CreateContainer(
            SERVICE, IMAGE, new TreeMap<>(Map.of("rootfs", "nosuch:8", "unprivileged", "1")));

    assertThatThrownBy(() -> perform(action))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 950: storage nosuch does not exist");
  }

  @Test
  void a_container_is_cloned_from_a_snapshot() {
    perform(new Action.TakeSnapshot(BASE, "base", "Phoenix template"));

    perform(new Action.CloneContainer(SERVICE, BASE, "base", "vllm", "local-zfs", "a note"));

    assertThat(guest(SERVICE).config().current().options())
        .containsEntry("hostname", "vllm")
        .containsEntry("memory", "1024");
    assertThat(guest(SERVICE).config().current().description()).isEqualTo("a note");
    assertThat(guest(SERVICE).config().snapshots()).isEmpty();
  }

  @Test
  void a_snapshot_that_is_missing_is_named() {
    Action action = new Action.CloneContainer(SERVICE, BASE, "nosuch", "vllm", "local-zfs", "");

    assertThatThrownBy(() -> perform(action))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 950: snapshot nosuch of 900 does not exist");
  }

  @Test
  void options_are_set_and_deleted() {
    perform(configure(Map.of("memory", "4096", "cores", "2"), Optional.empty()));
    perform(
        new Action.Configure(
            BASE, new TreeMap<>(), new TreeSet<>(List.of("cores")), Optional.of(digest())));

    assertThat(guest(BASE).config().current().options())
        .containsEntry("memory", "4096")
        .doesNotContainKey("cores");
  }

  @Test
  void a_configuration_that_changed_since_the_plan_is_not_touched() {
    String planned = digest();
    perform(configure(Map.of("memory", "2048"), Optional.of(planned)));

    assertThatThrownBy(() -> perform(configure(Map.of("memory", "4096"), Optional.of(planned))))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 900: its configuration was changed since the plan was made");
    assertThat(guest(BASE).config().current().option("memory")).contains("2048");
  }

  @Test
  void what_takes_effect_at_the_next_start_is_pending_until_a_restart() {
    perform(new Action.Start(BASE));
    perform(configure(Map.of("features", "nesting=1"), Optional.empty()));
    assertThat(guest(BASE).config().pending().option("features")).contains("nesting=1");

    perform(new Action.Restart(BASE));

    assertThat(guest(BASE).config().current().option("features")).contains("nesting=1");
    assertThat(guest(BASE).config().pending().options()).isEmpty();
    assertThat(guest(BASE).running()).isTrue();
  }

  @Test
  void a_volume_grows_and_grows_only_once() {
    Action action = new Action.GrowVolume(BASE, "rootfs", ByteSize.gib(16));

    perform(action);
    perform(action);

    assertThat(guest(BASE).config().current().option("rootfs"))
        .contains("local-zfs:subvol-900-disk-0,size=16G");
  }

  @Test
  void a_volume_never_shrinks() {
    assertThatThrownBy(() -> perform(new Action.GrowVolume(BASE, "rootfs", ByteSize.gib(4))))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 900: its disk is larger already");
  }

  @Test
  void a_container_is_started_and_shut_down_once() {
    perform(new Action.Start(BASE));
    perform(new Action.Start(BASE));
    assertThat(guest(BASE).running()).isTrue();

    perform(new Action.Shutdown(BASE));
    perform(new Action.Shutdown(BASE));
    assertThat(guest(BASE).running()).isFalse();
  }

  @Test
  void a_bridge_that_is_missing_at_the_start_is_named() {
    perform(configure(Map.of("net0", "name=eth0,bridge=vmbr7,ip=dhcp"), Optional.empty()));

    assertThatThrownBy(() -> perform(new Action.Start(BASE)))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 900: bridge vmbr7 does not exist");
  }

  @Test
  void a_locked_container_is_left_alone() {
    String file = "/etc/pve/nodes/pve1/lxc/900.conf";
    host.write(file, host.read(file).orElseThrow() + "lock: backup\n");

    assertThatThrownBy(() -> perform(new Action.Start(BASE)))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 900: 900 is locked by another operation (lock: backup)");
    assertThat(guest(BASE).config().lock()).contains("backup");
  }

  @Test
  void a_snapshot_carries_its_remark() {
    perform(new Action.TakeSnapshot(BASE, "base", "Phoenix template, fingerprint 0123"));

    assertThat(guest(BASE).config().snapshots().get("base").description())
        .isEqualTo("Phoenix template, fingerprint 0123");
  }

  @Test
  void a_firewall_and_a_folder_are_written() {
    perform(new Action.WriteFirewall(BASE, "[OPTIONS]\n\nenable: 1\n"));
    perform(new Action.MakeDirectory(BASE, "/srv/models", 100_000, 100_000));

    ObservedState state =
        hypervisor.observe(
            new ObservationScope(
                new TreeSet<>(), new TreeSet<>(List.of("/srv/models", "/srv/missing"))));

    assertThat(state.guests().get(BASE).firewall()).contains("[OPTIONS]\n\nenable: 1\n");
    assertThat(state.paths()).containsExactly("/srv/models");
  }

  @Test
  void what_was_installed_is_observed() {
    perform(new Action.Start(BASE));

    perform(
        new Action.Provision(
            BASE,
            List.of(
                new GuestStep.InstallFeature(
                    "docker",
                    new Script("docker.sh", "true\n"),
                    Attributes.none(),
                    new Fingerprint("0123456789abcdef")))));

    assertThat(guest(BASE).fingerprints())
        .contains(new TreeMap<>(Map.of("docker", "0123456789abcdef")));
    assertThat(progress).contains("docker: installing");
  }

  @Test
  void a_container_is_destroyed_once() {
    perform(new Action.Destroy(BASE, true));
    perform(new Action.Destroy(BASE, true));

    assertThat(observe().guests()).isEmpty();
  }

  @Test
  void a_running_container_is_not_destroyed() {
    perform(new Action.Start(BASE));

    assertThatThrownBy(() -> perform(new Action.Destroy(BASE, true)))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("container 900: it was started since the plan was made");
  }

  private void perform(Action action) {
    hypervisor.perform(action, progress::add);
  }

  private ObservedState observe() {
    return hypervisor.observe(
        new ObservationScope(new TreeSet<>(List.of(BASE, SERVICE)), new TreeSet<>()));
  }

  private ObservedGuest guest(Vmid vmid) {
    return observe().guests().get(vmid);
  }

  private String digest() {
    return guest(BASE).config().digest();
  }

  private static Action create(Vmid vmid, Map<String, String> more) {
    SortedMap<String, String> options = options();
    options.putAll(more);
    return new Action.CreateContainer(vmid, IMAGE, options);
  }

  private static SortedMap<String, String> options() {
    return new TreeMap<>(Map.of("rootfs", "local-zfs:8", "unprivileged", "1"));
  }

  private static Action configure(Map<String, String> options, Optional<String> digest) {
    return new Action.Configure(BASE, new TreeMap<>(options), new TreeSet<>(), digest);
  }
}
