package ai.thinkheads.phoenix.testing;

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
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxCluster;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Definitions drawn at random, one after the other on the same cluster: a template, its clones and
 * others, each on some node or on none in particular. Some of them are destroyed in between.
 */
@Timeout(300)
class PlacementPropertyTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
  private static final List<String> NODES = List.of("pve1", "pve2", "pve3");
  private static final int TEMPLATE = 900;

  private final SimulatedCluster cluster =
      SimulatedCluster.inMemory(NODES.toArray(String[]::new)).addImage(IMAGE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everything_is_where_it_shall_be_and_nothing_is_to_be_done_any_more(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      ValidInfrastructure wanted = definition(random);
      String entry = any(NODES, random);
      try (Hypervisor pve =
          ProxmoxCluster.over(cluster.shell(entry), (node, told) -> cluster.shell(node))) {
        Plan plan = Planner.plan(wanted, pve.observe(wanted.scope()));
        assertThat(plan.isRunnable()).as("seed %s, round %s: %s", seed, round, plan).isTrue();

        Report report = Runner.on(pve).run(plan);

        assertThat(report.isSuccess()).as("seed %s, round %s: %s", seed, round, report).isTrue();
        ObservedState after = pve.observe(wanted.scope());
        Plan nothing = Planner.plan(wanted, after);
        assertThat(nothing.isEmpty()).as("seed %s, round %s: %s", seed, round, nothing).isTrue();
        for (Container container : wanted.selected()) {
          container
              .node()
              .ifPresent(
                  node ->
                      assertThat(after.guests().get(container.vmid()).node())
                          .as(container.title())
                          .isEqualTo(node));
        }
        cluster.checkInvariants();
        destroySome(wanted, pve, random);
      }
    }
  }

  private static void destroySome(ValidInfrastructure all, Hypervisor pve, Random random) {
    List<Vmid> some =
        all.selected().stream()
            .map(Container::vmid)
            .filter(vmid -> vmid.value() != TEMPLATE && random.nextInt(3) == 0)
            .toList();
    if (!some.isEmpty()) {
      ValidInfrastructure doomed = all.selectDependents(some);
      Plan plan = Planner.planDestroy(doomed, pve.observe(doomed.scope()), PlanOptions.defaults());
      assertThat(Runner.on(pve).run(plan).isSuccess()).as("%s", plan).isTrue();
    }
  }

  private static ValidInfrastructure definition(Random random) {
    List<Container> containers = new ArrayList<>();
    containers.add(
        placed(container(TEMPLATE, new ContainerSource.Image(IMAGE)), random)
            .templateSnapshot("base")
            .build());
    for (int vmid = 950; vmid < 954; vmid++) {
      ContainerSource source =
          vmid < 952
              ? new ContainerSource.Clone(Vmid.of(TEMPLATE))
              : new ContainerSource.Image(IMAGE);
      Container.Builder container = placed(container(vmid, source), random);
      if (random.nextBoolean()) {
        container.flags(Map.of("nesting", "1"));
      }
      container.memory(ByteSize.mib(512L * (1 + random.nextInt(3))));
      containers.add(container.build());
    }
    return Validator.of(FeatureCatalog.of(List.of()))
        .validate(Infrastructure.empty().withContainers(containers))
        .orElseThrow();
  }

  private static Container.Builder placed(Container.Builder container, Random random) {
    return random.nextInt(3) == 0 ? container : container.node(any(NODES, random));
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

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
