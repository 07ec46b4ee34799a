package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxCluster;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests on several nodes of one cluster, entered by the first. */
class ClusterTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
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
  void a_new_guest_is_made_on_the_node_that_the_definition_names() {
    apply(web("pve2"));

    assertThat(cluster.nodeOf(WEB)).contains("pve2");
    assertThat(cluster.node("pve2").running()).containsExactly(WEB);
    assertThat(plan(web("pve2")).isEmpty()).isTrue();
  }

  @Test
  void a_guest_that_lives_on_another_node_is_found_and_changed_there() {
    apply(web("pve2"));
    Container larger = web().memory(ByteSize.gib(1)).build();

    Plan plan = plan(larger);
    apply(larger);

    assertThat(plan.steps()).isNotEmpty().allMatch(step -> step.node().equals("pve2"));
    assertThat(cluster.node("pve2").config(WEB).orElseThrow()).contains("memory: 1024");
    assertThat(plan(larger).isEmpty()).isTrue();
  }

  @Test
  void a_running_guest_on_the_wrong_node_is_moved_with_a_restart_and_never_made_again() {
    apply(web("pve1"));

    Plan plan = plan(web("pve2"));

    assertThat(plan.steps().get(0).action()).isEqualTo(new Action.Migrate(WEB, "pve2", true));
    assertThat(plan.steps().get(0).node()).isEqualTo("pve1");
    assertThat(plan.steps().get(0).effect()).isEqualTo(Effect.RESTART);
    assertThat(plan.toString()).contains("node pve1 → pve2", "1 restart, 0 replaced");

    apply(web("pve2"));

    assertThat(cluster.nodeOf(WEB)).contains("pve2");
    assertThat(cluster.node("pve2").running()).containsExactly(WEB);
    assertThat(plan(web("pve2")).isEmpty()).isTrue();
  }

  @Test
  void guests_of_two_nodes_are_worked_on_over_their_own_connections() {
    apply(web("pve1"), other("pve2"));

    assertThat(creations(cluster.node("pve1"))).containsExactly("950");
    assertThat(creations(cluster.node("pve2"))).containsExactly("951");
  }

  @Test
  void a_move_that_proxmox_would_refuse_is_refused_before_anything_is_changed() {
    apply(web("pve1"));
    cluster.node("pve1").addBridge("vmbr7").makeDirectory("/srv");
    cluster
        .node("pve1")
        .shell()
        .run(Command.of(List.of("pct", "set", "950", "--mp0", "/srv,mp=/srv")));
    cluster
        .node("pve1")
        .shell()
        .run(Command.of(List.of("pct", "set", "950", "--net5", "name=eth5,bridge=vmbr7")));

    assertThat(plan(web("pve2")).problems())
        .extracting(Problem::message)
        .contains(
            "cannot be moved to pve2: mp0 is a folder or device of pve1",
            "cannot be moved to pve2: bridge vmbr7 is missing there");
  }

  @Test
  void a_node_that_does_not_exist_is_named_with_those_that_do() {
    assertThat(plan(web("pve9")).problems())
        .extracting(Problem::toString)
        .anyMatch(text -> text.contains("node pve9 is not part of the cluster"));
  }

  @Test
  void a_guest_is_never_made_anew_because_its_node_is_down() {
    apply(other("pve2"));
    cluster.node("pve2").hangUpBefore(command -> true);

    for (Container wanted :
        List.of(other("pve2"), other("pve1"), container(951, "other").build())) {
      Plan plan = plan(wanted);

      assertThat(plan.guests())
          .extracting(GuestPlan::kind, GuestPlan::node)
          .containsExactly(tuple(GuestPlan.Kind.UNREACHABLE, "pve2"));
      assertThat(plan.steps()).isEmpty();
      assertThat(plan.isRunnable()).isTrue();
    }
    cluster.node("pve2").recover();
  }

  @Test
  void a_guest_that_shall_move_to_a_node_that_is_down_stays_where_it_is() {
    apply(web("pve1"));
    cluster.node("pve2").hangUpBefore(command -> true);

    Plan plan = plan(web("pve2"));

    assertThat(plan.outOfReach()).containsExactly(WEB);
    assertThat(Runner.on(pve).run(plan).count(Outcome.UNREACHABLE)).isEqualTo(1);
    cluster.node("pve2").recover();
    apply(web("pve2"));
    assertThat(cluster.nodeOf(WEB)).contains("pve2");
  }

  @Test
  void a_virtual_machine_of_the_same_number_on_another_node_is_in_the_way() {
    cluster.node("pve2").write("/etc/pve/nodes/pve2/qemu-server/950.conf", "cores: 1\n");

    assertThat(plan(web("pve1")).problems())
        .extracting(Problem::message)
        .contains("cannot exist, because 950 is a virtual machine on pve2");

    cluster.node("pve2").delete("/etc/pve/nodes/pve2/qemu-server/950.conf");
  }

  @Test
  void a_saved_plan_fits_a_cluster_as_long_as_what_it_needs_is_as_it_was() {
    apply(web("pve1"));
    Plan plan = plan(web("pve2"), other("pve2"));

    assertThat(plan.against(pve.observe(plan.scope()))).isEqualTo(plan);
    cluster.node("pve1").shell().run(Command.of("pct", "stop", "950"));
    cluster.node("pve2").delete("/sys/class/net/vmbr0/bridge");

    assertThat(plan.against(pve.observe(plan.scope())).problems())
        .extracting(Problem::message)
        .containsExactly(
            "changed since the plan was made (bridge vmbr0 is gone)",
            "changed since the plan was made (was running, is stopped)");
  }

  @Test
  void a_guest_on_another_node_is_replaced_there_and_pruned_there() {
    apply(other("pve2"), web("pve2"));
    Container privileged = web().node("pve2").unprivileged(false).build();
    PlanOptions consent = PlanOptions.defaults().replacing(WEB);

    assertThat(plan(consent, other("pve2"), privileged)).replaces(950).leavesAlone(951);
    assertThat(Runner.on(pve).run(plan(consent, other("pve2"), privileged))).isSuccess();

    assertThat(cluster.nodeOf(WEB)).contains("pve2");
    assertThat(plan(other("pve2"), privileged).isEmpty()).isTrue();
    PlanOptions prune = PlanOptions.defaults().pruning();
    assertThat(Runner.on(pve).run(plan(prune, other("pve2")))).isSuccess();
    assertThat(cluster.nodeOf(WEB)).isEmpty();
    assertThat(cluster.nodeOf(Vmid.of(951))).contains("pve2");
  }

  @Test
  void what_left_the_definition_on_a_node_that_was_not_looked_at_is_told_and_stays() {
    apply(web("pve2"));

    Plan plan = plan(PlanOptions.defaults().pruning());

    assertThat(plan).isRunnable().destroysNothing().hasProblem("node pve2 was not looked at");
    assertThat(cluster.nodeOf(WEB)).contains("pve2");
  }

  @Test
  void what_left_the_definition_is_pruned_wherever_it_lives_by_who_looks_there() {
    apply(web("pve2"));
    ValidInfrastructure nothing =
        Validator.of(FeatureCatalog.of(List.of()))
            .validate(Infrastructure.empty().withName("lab"))
            .orElseThrow();
    PlanOptions prune = PlanOptions.defaults().pruning();

    ObservationScope scope = Planner.scope(nothing, pve.observe(nothing.scope()), prune);
    Plan plan = Planner.plan(nothing, pve.observe(scope), prune);

    assertThat(Planner.scope(nothing, pve.observe(nothing.scope()), PlanOptions.defaults()))
        .isEqualTo(nothing.scope());
    assertThat(plan).destroys(950);
    assertThat(Runner.on(pve).run(plan)).isSuccess();
    assertThat(cluster.nodeOf(WEB)).isEmpty();
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
            .validate(Infrastructure.empty().withName("lab").withContainers(List.of(containers)))
            .orElseThrow();
    return Planner.plan(valid, pve.observe(valid.scope()), options);
  }

  private static Container web(String node) {
    return web().node(node).build();
  }

  private static Container other(String node) {
    return container(951, "other").node(node).build();
  }

  private static Container.Builder web() {
    return container(950, "web");
  }

  private static Container.Builder container(int vmid, String name) {
    return Container.builder(
            Vmid.of(vmid),
            name,
            new ContainerSource.Image(IMAGE),
            new RootDisk("local-zfs", ByteSize.gib(8)))
        .memory(ByteSize.mib(512))
        .networks(
            List.of(
                NetworkInterface.of(
                    "eth0", "vmbr0", Ipv4Setting.parse("10.0.0." + (vmid - 900) + "/24"))));
  }

  private static List<String> creations(SimulatedHost node) {
    return node.commands().stream()
        .map(Command::argv)
        .filter(argv -> argv.size() > 2 && argv.subList(0, 2).equals(List.of("pct", "create")))
        .map(argv -> argv.get(2))
        .toList();
  }
}
