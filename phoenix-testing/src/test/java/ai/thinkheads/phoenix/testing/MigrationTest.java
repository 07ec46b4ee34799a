package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxCluster;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers that come to another node: those that exist, and clones of a template elsewhere. */
class MigrationTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
  private static final Vmid BASE = Vmid.of(900);
  private static final Vmid WEB = Vmid.of(950);

  private SimulatedCluster cluster;
  private Hypervisor pve;

  @BeforeEach
  void enter_the_cluster_by_its_first_node() {
    cluster = SimulatedCluster.inMemory("pve1", "pve2").addImage(IMAGE);
    pve = ProxmoxCluster.over(cluster.shell("pve1"), (node, told) -> cluster.shell(node));
  }

  @AfterEach
  void the_nodes_are_as_nodes_can_be() {
    cluster.checkInvariants();
  }

  @Test
  void a_clone_for_another_node_is_made_beside_its_source_and_moved_before_it_is_started() {
    Plan plan = plan(base(), clone("local-zfs"));
    apply(base(), clone("local-zfs"));

    assertThat(steps(plan, WEB))
        .startsWith("pve1: clone 900@base", "pve1: migrate to pve2", "pve2: set cores, net0");
    assertThat(plan.toString()).contains("    node           made on pve1, moved to pve2");
    assertThat(cluster.nodeOf(BASE)).contains("pve1");
    assertThat(cluster.nodeOf(WEB)).contains("pve2");
    assertThat(cluster.node("pve2").running()).containsExactly(WEB);
    assertThat(plan(base(), clone("local-zfs")).isEmpty()).isTrue();
  }

  @Test
  void a_clone_that_exists_is_changed_while_the_node_of_its_source_is_down() {
    Container base = base().toBuilder().node("pve2").build();
    apply(base, clone("local-zfs").toBuilder().node("pve1").build());
    cluster.node("pve2").hangUpBefore(command -> true);
    Container larger = clone("local-zfs").toBuilder().node("pve1").memory(ByteSize.gib(1)).build();
    Container another =
        Container.builder(
                Vmid.of(951),
                "another",
                new ContainerSource.Clone(BASE),
                new RootDisk("local-zfs", ByteSize.gib(8)))
            .memory(ByteSize.mib(512))
            .networks(List.of(network(Vmid.of(951))))
            .node("pve1")
            .build();

    Report report = Runner.on(pve).run(plan(base, larger, another));
    cluster.node("pve2").recover();

    assertThat(report).did(950);
    assertThat(report.guests())
        .extracting(GuestReport::outcome)
        .containsExactly(Outcome.UNREACHABLE, Outcome.DONE, Outcome.UNREACHABLE);
    assertThat(cluster.node("pve1").config(WEB).orElseThrow()).contains("memory: 1024");
  }

  @Test
  void a_clone_that_was_not_moved_any_more_is_moved_by_the_next_run() {
    cluster.node("pve1").hangUpBefore(command -> command.argv().contains("migrate"));
    assertThat(Runner.on(pve).run(plan(base(), clone("local-zfs")))).failed(950);
    cluster.node("pve1").recover();

    apply(base(), clone("local-zfs"));

    assertThat(cluster.nodeOf(WEB)).contains("pve2");
    assertThat(plan(base(), clone("local-zfs")).isEmpty()).isTrue();
  }

  @Test
  void a_clone_whose_storage_is_only_on_its_node_is_made_on_that_of_its_source() {
    storage("zfspool: fast\n\tpool fast\n\tcontent rootdir\n\tnodes pve2\n");

    apply(base(), clone("fast"));

    assertThat(cluster.node("pve2").config(WEB).orElseThrow())
        .contains("rootfs: fast:subvol-950-disk-0");
    assertThat(cluster.node("pve1").commands())
        .extracting(Command::argv)
        .contains(List.of("pct", "migrate", "950", "pve2", "--target-storage", "local-zfs:fast"));
    assertThat(plan(base(), clone("fast")).isEmpty()).isTrue();
  }

  @Test
  void a_clone_that_could_not_be_moved_is_refused_before_it_is_made() {
    storage("rbd: ceph\n\tpool ceph\n\tcontent rootdir\n\tnodes pve1\n");
    storage("zfspool: fast\n\tpool fast\n\tcontent rootdir\n\tnodes pve2\n");
    Container onCeph = base("ceph");

    Plan plan = plan(onCeph, clone("fast"));

    assertThat(errors(plan))
        .containsExactly(
            "cannot be made on pve2: its source is on the shared storage ceph, and fast is not to"
                + " be had on pve1");
  }

  @Test
  void a_container_whose_storage_is_not_there_goes_to_the_one_of_its_definition() {
    storage("zfspool: slow\n\tpool slow\n\tcontent rootdir\n\tnodes pve1\n");
    apply(web("slow").build());

    Plan plan = plan(web("local-zfs").node("pve2").build());
    assertThat(Runner.on(pve).run(plan)).isSuccess();

    assertThat(plan.steps().get(0).action())
        .isEqualTo(
            new Action.Migrate(WEB, "pve2", true, new TreeMap<>(Map.of("slow", "local-zfs"))));
    assertThat(cluster.node("pve2").config(WEB).orElseThrow()).contains("rootfs: local-zfs:");
  }

  @Test
  void what_cannot_leave_its_node_is_told_before_it_is_shut_down() {
    storage("lvmthin: thin\n\tthinpool t\n\tvgname pve\n\tcontent rootdir\n");
    apply(web("thin").build());
    pct("snapshot", "950", "before");
    cluster.node("pve1").addDevice("/dev/nvidia0");
    pct("set", "950", "--dev0", "/dev/nvidia0");
    append(950, "mp7: local-zfs:subvol-777-disk-1,mp=/theirs,size=1G");

    assertThat(errors(plan(web("thin").node("pve2").build())))
        .contains(
            "cannot be moved to pve2: device /dev/nvidia0 of dev0 is missing there",
            "cannot be moved to pve2: volume local-zfs:subvol-777-disk-1 of mp7 belongs to another"
                + " guest",
            "cannot be moved to pve2: snapshot before cannot leave storage thin of type lvmthin");
    assertThat(cluster.node("pve1").running()).containsExactly(WEB);

    remove(950, "mp7: ");
  }

  @Test
  void a_lock_that_was_left_behind_is_taken_away_where_it_is_before_the_move() {
    apply(web("local-zfs").build());
    pct("shutdown", "950");
    append(950, "lock: disk");
    Container there = web("local-zfs").node("pve2").build();

    assertThat(errors(plan(there))).hasSize(1).first().asString().startsWith("is locked (disk)");

    Plan plan = plan(PlanOptions.defaults().recovering(), there);
    assertThat(steps(plan, WEB))
        .startsWith("pve1: remove lock disk", "pve1: migrate to pve2", "pve2: start");
    assertThat(Runner.on(pve).run(plan)).isSuccess();
    assertThat(plan(there).isEmpty()).isTrue();
  }

  @Test
  void a_migration_that_is_killed_anywhere_is_finished_with_consent() {
    int point = 0;
    while (isKilled(point)) {
      point++;
    }
    assertThat(point).isGreaterThan(5);
  }

  private boolean isKilled(int point) {
    enter_the_cluster_by_its_first_node();
    Container there = web("local-zfs").memory(ByteSize.gib(1)).node("pve2").build();
    apply(web("local-zfs").build());
    AtomicInteger changes = new AtomicInteger();
    for (SimulatedHost node : cluster.nodes()) {
      node.beforeChange(
          path -> {
            if (!path.equals("/etc/pve/.vmlist") && changes.getAndIncrement() == point) {
              throw new ShellException("killed", "");
            }
          });
    }
    Runner.on(pve).run(plan(there));
    cluster.nodes().forEach(node -> node.beforeChange(path -> {}));

    Report report = Runner.on(pve).run(plan(PlanOptions.defaults().recovering(), there));

    assertThat(report.isSuccess()).as("killed at change %s: %s", point, report).isTrue();
    assertThat(plan(there).isEmpty()).as("killed at change %s", point).isTrue();
    assertThat(cluster.node("pve2").running()).containsExactly(WEB);
    cluster.checkInvariants();
    return changes.get() > point;
  }

  @Test
  void what_is_half_made_on_another_node_is_removed_there_and_made_where_it_shall_be() {
    cluster.node("pve1").write("/etc/pve/nodes/pve1/lxc/950.conf", "lock: create\n");
    Container there = web("local-zfs").node("pve2").build();

    assertThat(errors(plan(there))).hasSize(1).first().asString().startsWith("is half-made");

    Plan plan = plan(PlanOptions.defaults().recovering(), there);
    assertThat(steps(plan, WEB))
        .startsWith("pve1: remove what is half-made", "pve2: create from " + IMAGE);
    assertThat(Runner.on(pve).run(plan)).isSuccess();
    assertThat(cluster.nodeOf(WEB)).contains("pve2");
  }

  @Test
  void a_container_that_ha_manages_is_moved_by_ha() {
    apply(web("local-zfs").build());
    cluster.node("pve1").manageByHa(WEB);

    apply(web("local-zfs").node("pve2").build());

    assertThat(cluster.node("pve2").running()).containsExactly(WEB);
    assertThat(plan(web("local-zfs").node("pve2").build()).isEmpty()).isTrue();
  }

  @Test
  void what_ha_manages_goes_to_storages_of_the_same_name_only() {
    storage("zfspool: slow\n\tpool slow\n\tcontent rootdir\n\tnodes pve1\n");
    apply(web("slow").build());
    cluster.node("pve1").manageByHa(WEB);

    assertThat(errors(plan(web("local-zfs").node("pve2").build())))
        .containsExactly(
            "cannot be moved to pve2: storage slow is missing there, and HA moves it to no other");
  }

  @Test
  void a_device_that_nobody_looked_for_is_worth_a_warning() {
    cluster.node("pve1").addDevice("/dev/ttyUSB0");
    apply(web("local-zfs").build());
    pct("set", "950", "--dev0", "/dev/ttyUSB0");

    Plan plan = plan(web("local-zfs").node("pve2").build());

    assertThat(plan.isRunnable()).isTrue();
    assertThat(plan.problems())
        .extracting(Problem::message)
        .containsExactly("will not start on pve2 unless /dev/ttyUSB0 of dev0 is there");
  }

  @Test
  void a_lock_of_the_source_on_its_own_node_is_told_before_a_clone_is_begun() {
    apply(base());
    append(900, "lock: disk");

    assertThat(errors(plan(base(), clone("local-zfs"))))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("is locked (disk)");
    remove(900, "lock: ");
  }

  @Test
  void a_node_that_is_too_full_for_a_container_is_told_before_the_copy_is_begun() {
    storage("lvm: thick\n\tvgname pve\n\tcontent rootdir\n");
    apply(web("thick").build());
    cluster.node("pve2").storageSpace("thick", ByteSize.gib(20), ByteSize.gib(15));

    assertThat(errors(plan(web("thick").node("pve2").build())))
        .containsExactly("has 5 GiB free of 20 GiB, and the plan promises 8 GiB (8 GiB for 950)");
  }

  @Test
  void what_needs_a_restart_is_done_while_the_container_is_down_for_the_move() {
    apply(web("local-zfs").build());
    Container nesting = web("local-zfs").flags(Map.of("nesting", "1")).node("pve2").build();

    Plan plan = plan(nesting);
    apply(nesting);

    assertThat(steps(plan, WEB))
        .containsExactly(
            "pve1: shut down", "pve1: migrate to pve2", "pve2: set features", "pve2: start");
    assertThat(plan.toString()).contains("1 restart, 0 replaced");
    assertThat(cluster.node("pve2").running()).containsExactly(WEB);
    assertThat(plan(nesting).isEmpty()).isTrue();
  }

  @Test
  void a_move_that_is_not_allowed_a_restart_is_told_as_waiting_for_it() {
    apply(web("local-zfs").build());

    Plan plan =
        plan(PlanOptions.defaults().withoutRestarts(), web("local-zfs").node("pve2").build());

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.restartsPending()).containsExactly(WEB);
    assertThat(plan.toString())
        .contains("! 950 web  node pve1 → pve2")
        .contains("lives on pve1, not on pve2, and would be restarted by the move");
    assertThat(Runner.on(pve).run(plan).count(Outcome.RESTART_PENDING)).isEqualTo(1);
  }

  @Test
  void a_running_container_is_down_for_as_long_as_its_volumes_are_copied() {
    apply(web("local-zfs").build());

    assertThat(plan(web("local-zfs").node("pve2").build()).toString())
        .contains("node pve1 → pve2, down while up to 8 GiB is copied  restart");

    pct("shutdown", "950");

    assertThat(plan(web("local-zfs").node("pve2").build()).toString())
        .containsPattern("node pve1 → pve2 +live");
  }

  @Test
  void a_change_that_fails_after_the_move_is_rolled_back_on_the_new_node() {
    apply(web("local-zfs").build());
    Container nesting =
        web("local-zfs").flags(Map.of("nesting", "1")).rollbackOnFailure(true).node("pve2").build();
    cluster
        .node("pve2")
        .failWhen(
            command -> command.argv().contains("--features"), CommandResult.of(255, "", "no\n"));

    Report report = Runner.on(pve).run(plan(nesting));
    cluster.node("pve2").recover();

    assertThat(report.guest(WEB).orElseThrow().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(cluster.node("pve2").running()).containsExactly(WEB);
    apply(nesting);
    assertThat(plan(nesting).isEmpty()).isTrue();
  }

  @Test
  void a_folder_for_a_clone_is_made_on_its_own_node() {
    Container shared =
        Container.builder(
                WEB,
                "web",
                new ContainerSource.Clone(BASE),
                new RootDisk("local-zfs", ByteSize.gib(8)))
            .memory(ByteSize.mib(512))
            .networks(List.of(network(WEB)))
            .mounts(List.of(Mount.Bind.of("/srv/web", "/srv")))
            .node("pve2")
            .build();

    apply(base(), shared);

    assertThat(cluster.node("pve2").exists("/srv/web")).isTrue();
    assertThat(cluster.node("pve1").exists("/srv/web")).isFalse();
    assertThat(plan(base(), shared).isEmpty()).isTrue();
  }

  private void storage(String text) {
    SimulatedHost node = cluster.node("pve1");
    node.write(
        "/etc/pve/storage.cfg", node.read("/etc/pve/storage.cfg").orElseThrow() + "\n" + text);
  }

  private void append(int vmid, String line) {
    String file = "/etc/pve/nodes/pve1/lxc/" + vmid + ".conf";
    SimulatedHost node = cluster.node("pve1");
    node.write(file, line + "\n" + node.read(file).orElseThrow());
  }

  private void remove(int vmid, String start) {
    String file = "/etc/pve/nodes/pve1/lxc/" + vmid + ".conf";
    SimulatedHost node = cluster.node("pve1");
    node.write(file, node.read(file).orElseThrow().replaceFirst("(?m)^" + start + ".*\n", ""));
  }

  private void pct(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("pct"));
    argv.addAll(List.of(arguments));
    cluster.shell("pve1").run(Command.of(argv));
  }

  private static List<String> errors(Plan plan) {
    return plan.problems().stream().filter(Problem::isError).map(Problem::message).toList();
  }

  private static List<String> steps(Plan plan, Vmid vmid) {
    return plan.guest(vmid).orElseThrow().steps().stream().map(MigrationTest::text).toList();
  }

  private static String text(Step step) {
    return step.node() + ": " + step.action().title();
  }

  private void apply(Container... containers) {
    assertThat(Runner.on(pve).run(plan(containers))).isSuccess();
  }

  private Plan plan(Container... containers) {
    return plan(PlanOptions.defaults(), containers);
  }

  private Plan plan(PlanOptions options, Container... containers) {
    ValidInfrastructure valid =
        Validator.of(FeatureCatalog.of(List.of()))
            .validate(Infrastructure.empty().withContainers(List.of(containers)))
            .orElseThrow();
    return Planner.plan(valid, pve.observe(valid.scope()), options);
  }

  private static Container base() {
    return base("local-zfs");
  }

  private static Container base(String storage) {
    return Container.builder(
            BASE, "base", new ContainerSource.Image(IMAGE), new RootDisk(storage, ByteSize.gib(8)))
        .memory(ByteSize.mib(512))
        .networks(List.of(network(BASE)))
        .templateSnapshot("base")
        .build();
  }

  private static Container clone(String storage) {
    return Container.builder(
            WEB, "web", new ContainerSource.Clone(BASE), new RootDisk(storage, ByteSize.gib(8)))
        .memory(ByteSize.mib(512))
        .cores(2)
        .networks(List.of(network(WEB)))
        .node("pve2")
        .build();
  }

  private static Container.Builder web(String storage) {
    return Container.builder(
            WEB, "web", new ContainerSource.Image(IMAGE), new RootDisk(storage, ByteSize.gib(8)))
        .memory(ByteSize.mib(512))
        .networks(List.of(network(WEB)));
  }

  private static NetworkInterface network(Vmid vmid) {
    return NetworkInterface.of(
        "eth0", "vmbr0", Ipv4Setting.parse("10.0.0." + (vmid.value() - 850) + "/24"));
  }
}
