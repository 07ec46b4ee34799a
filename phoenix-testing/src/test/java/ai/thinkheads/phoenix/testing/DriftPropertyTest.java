package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Change;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validation;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a container has, gets and loses: right after an apply nothing differs, and what the plan
 * said of when a change is felt is what the node did.
 */
class DriftPropertyTest {

  private static final int SEEDS = 25;
  private static final Set<String> FELT_LATER_THAN_SET = Set.of("hostname", "rows");

  @ParameterizedTest
  @ValueSource(strings = {"8.0.4", "8.4.1", "9.1.2"})
  void nothing_differs_after_an_apply_with_restarts(String version) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed, version, PlanOptions.defaults());
      run.apply(run.containers.next());
      run.assertInSync();
      run.apply(run.containers.next());
      run.assertInSync();
      run.apply(run.containers.next());
      run.assertInSync();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.0.4", "8.4.1", "9.1.2"})
  void what_waits_for_a_restart_is_what_the_plan_said(String version) {
    for (int seed = 1000; seed < 1000 + SEEDS; seed++) {
      Run run = new Run(seed, version, PlanOptions.defaults().withoutRestarts());
      run.apply(run.containers.next());
      Plan plan = run.apply(run.containers.next());

      assertThat(run.waiting()).as("%s:\n%s", run, plan).isEqualTo(saidToWait(plan));
      run.assertOnlyWaiting();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.0.4", "8.4.1", "9.1.2"})
  void a_clone_has_what_it_is_defined_to_have_whatever_its_template_has(String version) {
    for (int seed = 2000; seed < 2000 + SEEDS; seed++) {
      Run run = new Run(seed, version, PlanOptions.defaults());
      Container template = run.containers.template();
      if (seed % 2 == 0) {
        run.apply(template); // else it is made in the same run
      }
      run.apply(template, run.containers.cloned());
      run.assertInSync();
      run.apply(template, run.containers.cloned());
      run.assertInSync();
    }
  }

  @Test
  void a_clone_of_a_protected_template_is_unprotected_before_its_volumes_are_mounted_otherwise() {
    Run run = new Run(0, "8.4.1", PlanOptions.defaults());
    Container template = run.containers.template();
    Container.Builder clone = run.containers.cloned().toBuilder().mounts(List.of());

    run.apply(
        template.toBuilder().option(ContainerOption.PROTECTION, "1").build(),
        clone
            .option(ContainerOption.PROTECTION, "0")
            .rootDisk(
                new RootDisk("local-zfs", ByteSize.gib(4))
                    .withOptions(MountOptions.builder().shared(true).acl(false).build()))
            .build());

    run.assertInSync();
  }

  /** The options that the plan labels as felt at the next start, and that Proxmox keeps back. */
  private static Set<String> saidToWait(Plan plan) {
    GuestPlan guest = plan.guest(RandomContainers.VMID).orElseThrow();
    return guest.changes().stream()
        .filter(change -> change.effect() == Effect.NEXT_START)
        .map(Change::what)
        .filter(what -> !FELT_LATER_THAN_SET.contains(what))
        .filter(what -> !what.matches("net[0-9]+") || isDeletedLate(what, guest))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of networks only the removal of those from the eleventh on waits. */
  private static boolean isDeletedLate(String net, GuestPlan guest) {
    return guest.steps().stream()
        .map(Step::action)
        .anyMatch(
            action ->
                action instanceof Action.Configure configure && configure.delete().contains(net));
  }

  /** One node with one container. */
  private static final class Run {

    private final int seed;
    private final String version;
    private final PlanOptions options;
    private final SimulatedHost host;
    private final RandomContainers containers;
    private List<Container> last = List.of();

    Run(int seed, String version, PlanOptions options) {
      this.seed = seed;
      this.version = version;
      this.options = options;
      this.host = RandomContainers.host(version);
      this.containers = new RandomContainers(seed, version);
    }

    Plan apply(Container... definition) {
      last = List.of(definition);
      Plan plan = plan(options);
      Report report = Runner.on(ProxmoxHypervisor.over(host.shell())).run(plan);
      assertThat(report.isSuccess()).as("%s:\n%s\n%s", this, plan, report).isTrue();
      return plan;
    }

    void assertInSync() {
      Plan plan = plan(options);
      assertThat(plan.guests())
          .as("%s:\n%s\n%s", this, plan, config())
          .allMatch(guest -> guest.kind() == GuestPlan.Kind.IN_SYNC)
          .allMatch(guest -> guest.changes().isEmpty());
      assertThat(config()).as("%s", this).doesNotContain("[pve:pending]");
      host.checkInvariants();
    }

    /** Nothing is to be done but a restart, and then nothing at all. */
    void assertOnlyWaiting() {
      Plan plan = plan(options);
      assertThat(plan.isEmpty()).as("%s:\n%s\n%s", this, plan, config()).isTrue();
      assertThat(plan.restartsPending().isEmpty()).isEqualTo(waiting().isEmpty());
      Runner.on(ProxmoxHypervisor.over(host.shell())).run(plan(PlanOptions.defaults()));
      assertInSync();
    }

    /** The options that the node keeps back until the container starts. */
    Set<String> waiting() {
      String[] parts = config().split("\\[pve:pending]\n", -1);
      return parts.length == 1
          ? Set.of()
          : parts[1]
              .lines()
              .takeWhile(line -> !line.startsWith("["))
              .map(line -> line.split(": ", 2))
              .map(
                  row ->
                      row[0].equals("delete")
                          ? Arrays.asList(row[1].split("[,; ]+"))
                          : List.of(row[0]))
              .flatMap(Collection::stream)
              .map(key -> key.replaceFirst("^features$", "flags"))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    private Plan plan(PlanOptions which) {
      Infrastructure lab = Infrastructure.empty().withName("lab").withContainers(last);
      Validation validation = Validator.of(FeatureCatalog.of(List.of())).validate(lab);
      ValidInfrastructure valid = validation.orElseThrow();
      Plan plan =
          Planner.plan(valid, ProxmoxHypervisor.over(host.shell()).observe(valid.scope()), which);
      assertThat(plan.isRunnable()).as("%s:\n%s", this, plan).isTrue();
      return plan;
    }

    private String config() {
      return host.config(RandomContainers.VMID).orElse("");
    }

    @Override
    public String toString() {
      return "seed " + seed + " on " + version;
    }
  }
}
