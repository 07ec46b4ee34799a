package ai.thinkheads.phoenix.benchmarks;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Validating and planning many guests: one template in twenty, the others cloned from it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class PlanningBenchmark {

  /** How many guests there are; the times must grow as these do. */
  @Param({"1000", "10000"})
  public int guests;

  private Infrastructure infrastructure = Infrastructure.empty();
  private FeatureCatalog catalog = FeatureCatalog.of(List.of());
  private ObservedState bare = node();

  /** For JMH. */
  public PlanningBenchmark() {}

  /** Makes the definition. */
  @Setup
  public void define() {
    catalog = FeatureCatalog.installed();
    List<Container> containers = new ArrayList<>();
    for (int index = 0; index < guests; index++) {
      containers.add(container(index));
    }
    infrastructure = Infrastructure.empty().withContainers(containers);
    bare = node();
  }

  /** From the definition to the plan, rules and all. */
  @Benchmark
  public Plan validateAndPlan() {
    ValidInfrastructure valid = Validator.of(catalog).validate(infrastructure).orElseThrow();
    return Planner.plan(valid, bare);
  }

  private static Container container(int index) {
    int vmid = 1000 + index;
    boolean template = index % 20 == 0;
    ContainerSource source =
        template
            ? new ContainerSource.Image("local:vztmpl/debian-12.tar.zst")
            : new ContainerSource.Clone(Vmid.of(1000 + index - index % 20));
    String address =
        "10." + index / 60_000 + "." + (index / 240) % 250 + "." + (1 + index % 240) + "/8";
    Container.Builder builder =
        Container.builder(
                Vmid.of(vmid), "guest-" + vmid, source, new RootDisk("zfs", ByteSize.gib(8)))
            .cores(2)
            .memory(ByteSize.gib(2))
            .networks(List.of(NetworkInterface.of("eth0", "vmbr0", Ipv4Setting.parse(address))))
            .features(List.of(FeatureUse.of(template ? "base_setup" : "docker")));
    return template ? builder.templateSnapshot("base").build() : builder.build();
  }

  private static ObservedState node() {
    Storage zfs =
        new Storage(
            "zfs", "zfspool", new TreeSet<>(Set.of("rootdir")), Optional.empty(), false, false);
    return ObservedState.of(
        new ObservedNode(
            new NodeFacts("pve1", "8.4.1"),
            new TreeMap<>(Map.of("zfs", zfs)),
            new TreeSet<>(Set.of("vmbr0")),
            new TreeSet<>(),
            new TreeSet<>(Set.of("local:vztmpl/debian-12.tar.zst")),
            new TreeSet<>()),
        List.of());
  }
}
