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
import ai.thinkheads.phoenix.core.run.HeldByOtherException;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxCluster;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three operators at once, who want the same guests on other nodes and with other memory. */
@Timeout(300)
class ClusterRaceTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
  private static final List<String> NODES = List.of("pve1", "pve2", "pve3");
  private static final Duration LONG = Duration.ofMinutes(10);

  private final SimulatedCluster cluster =
      SimulatedCluster.inMemory(NODES.toArray(String[]::new)).addImage(IMAGE);

  /** The runs that changed something on a node, in the order in which they did. */
  private final Map<String, List<String>> changes = new ConcurrentHashMap<>();

  private final List<ValidInfrastructure> applied = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void no_two_runs_are_on_a_node_at_once_and_the_last_one_holds(long seed) throws Exception {
    ExecutorService operators = Executors.newCachedThreadPool();
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < NODES.size(); i++) {
      String name = "operator " + i;
      String entry = NODES.get(i);
      Random random = new Random(seed * 31 + i);
      ends.add(operators.submit(() -> applyOften(name, entry, random)));
    }
    for (Future<?> end : ends) {
      end.get(120, TimeUnit.SECONDS);
    }
    operators.shutdown();

    assertThat(changes).isNotEmpty();
    changes.forEach((node, runs) -> assertThat(blocks(runs)).as(node).doesNotHaveDuplicates());
    cluster.checkInvariants();
    try (Hypervisor pve = enter("somebody", "pve2")) {
      ValidInfrastructure last = applied.get(applied.size() - 1);
      assertThat(Planner.plan(last, pve.observe(last.scope()))).isEmpty();
    }
  }

  private void applyOften(String name, String entry, Random random) {
    for (int run = 1; run <= 3; run++) {
      ValidInfrastructure wanted = wish(random);
      Holder holder = new Holder(name, "lab", run, "phoenix apply");
      // Whoever waits for nothing is refused, and tries again.
      Duration wait = random.nextBoolean() ? LONG : Duration.ZERO;
      while (!isApplied(wanted, holder, entry, wait)) {
        Thread.onSpinWait();
      }
    }
  }

  private boolean isApplied(
      ValidInfrastructure wanted, Holder holder, String entry, Duration wait) {
    try (Hypervisor pve = enter(holder.toString(), entry);
        Hold hold = pve.hold(holder, wait, text -> {})) {
      Plan plan = Planner.plan(wanted, pve.observe(wanted.scope()));
      assertThat(Runner.on(pve).run(plan)).isSuccess();
      hold.check();
      applied.add(wanted);
      return true;
    } catch (HeldByOtherException e) {
      return false;
    }
  }

  /** The same three guests for everybody, each somewhere. */
  private static ValidInfrastructure wish(Random random) {
    List<Container> containers = new ArrayList<>();
    for (int vmid = 950; vmid < 953; vmid++) {
      containers.add(
          Container.builder(
                  Vmid.of(vmid),
                  "g" + vmid,
                  new ContainerSource.Image(IMAGE),
                  new RootDisk("local-zfs", ByteSize.gib(8)))
              .memory(ByteSize.mib(512L * (1 + random.nextInt(4))))
              .networks(
                  List.of(
                      NetworkInterface.of(
                          "eth0", "vmbr0", Ipv4Setting.parse("10.0.0." + (vmid - 900) + "/24"))))
              .node(NODES.get(random.nextInt(NODES.size())))
              .build());
    }
    return Validator.of(FeatureCatalog.of(List.of()))
        .validate(Infrastructure.empty().withContainers(containers))
        .orElseThrow();
  }

  private static List<String> blocks(List<String> runs) {
    List<String> blocks = new ArrayList<>();
    for (String run : runs) {
      if (blocks.isEmpty() || !blocks.get(blocks.size() - 1).equals(run)) {
        blocks.add(run);
      }
    }
    return blocks;
  }

  private Hypervisor enter(String run, String entry) {
    return ProxmoxCluster.over(watched(run, entry), (node, told) -> watched(run, node));
  }

  private HostShell watched(String run, String node) {
    HostShell shell = cluster.shell(node);
    return new HostShell() {
      @Override
      public String target() {
        return shell.target();
      }

      @Override
      public CommandResult run(Command command, Consumer<String> lines) {
        if (command.argv().get(0).equals("pct")) {
          changes.computeIfAbsent(node, any -> new CopyOnWriteArrayList<>()).add(run);
        }
        return shell.run(command, lines);
      }

      @Override
      public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
        return shell.runBeside(command, stdin, lines);
      }

      @Override
      public void close() {
        shell.close();
      }
    };
  }
}
