package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxCluster;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A template and a guest on one node; on the other a clone of that template, a guest that comes
 * there from the first, and one that never leaves it. That other node cannot be reached any more
 * from some command on.
 */
@Timeout(300)
class NodeDiesTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whenever_a_node_dies_the_others_are_finished_and_the_next_run_does_the_rest(boolean before) {
    int points = 0;
    while (dies(points, before)) {
      points++;
    }
    assertThat(points).isGreaterThan(5);
  }

  /**
   * Whether the node got so far as to die.
   *
   * @param before whether the command never began; else nobody hears that it has ended
   */
  private static boolean dies(int point, boolean before) {
    SimulatedCluster cluster = SimulatedCluster.inMemory("pve1", "pve2").addImage(IMAGE);
    try (Hypervisor pve = enter(cluster)) {
      assertThat(Runner.on(pve).run(plan(pve, mover("pve1", 512)))).isSuccess();
      Plan plan = plan(pve, all());
      AtomicInteger begun = new AtomicInteger();
      Predicate<Command> end = command -> begun.getAndIncrement() >= point;
      if (before) {
        cluster.node("pve2").hangUpBefore(end);
      } else {
        cluster.node("pve2").hangUpAfter(end);
      }

      Report report = Runner.on(pve).run(plan);

      assertThat(report.guest(Vmid.of(950)).orElseThrow().outcome())
          .as("the guest of the other node, when this one dies at command %s", point)
          .isEqualTo(Outcome.DONE);
      cluster.node("pve2").recover();
      if (begun.get() <= point) {
        assertThat(report).isSuccess();
        return false;
      }
    }
    try (Hypervisor pve = enter(cluster)) {
      Report next = Runner.on(pve).run(plan(pve, all()));
      assertThat(next.isSuccess()).as("after it died at command %s: %s", point, next).isTrue();
      assertThat(plan(pve, all())).isEmpty();
      assertThat(cluster.node("pve1").running()).containsExactly(Vmid.of(950));
      assertThat(cluster.node("pve2").running())
          .containsExactly(Vmid.of(951), Vmid.of(952), Vmid.of(953));
      cluster.checkInvariants();
    }
    return true;
  }

  private static Hypervisor enter(SimulatedCluster cluster) {
    return ProxmoxCluster.over(cluster.shell("pve1"), (node, told) -> cluster.shell(node));
  }

  private static Plan plan(Hypervisor pve, Container... containers) {
    ValidInfrastructure valid =
        Validator.of(FeatureCatalog.of(List.of()))
            .validate(Infrastructure.empty().withContainers(List.of(containers)))
            .orElseThrow();
    return Planner.plan(valid, pve.observe(valid.scope()));
  }

  private static Container[] all() {
    Container base =
        container(900, new ContainerSource.Image(IMAGE)).templateSnapshot("base").build();
    Container stays = container(950, new ContainerSource.Clone(Vmid.of(900))).build();
    Container clone = container(951, new ContainerSource.Clone(Vmid.of(900))).node("pve2").build();
    Container other = container(953, new ContainerSource.Image(IMAGE)).node("pve2").build();
    return new Container[] {base, stays, clone, mover("pve2", 1024), other};
  }

  private static Container mover(String node, int memory) {
    return container(952, new ContainerSource.Image(IMAGE))
        .memory(ByteSize.mib(memory))
        .node(node)
        .build();
  }

  private static Container.Builder container(int vmid, ContainerSource source) {
    return Container.builder(
            Vmid.of(vmid), "g" + vmid, source, new RootDisk("local-zfs", ByteSize.gib(8)))
        .memory(ByteSize.mib(512))
        .networks(
            List.of(
                NetworkInterface.of(
                    "eth0", "vmbr0", Ipv4Setting.parse("10.0.0." + (vmid - 850) + "/24"))));
  }
}
