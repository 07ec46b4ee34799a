package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills the node's commands at every single change of a file that a first apply makes. */
class RecoverTest {

  private static final ValidInfrastructure LAB =
      Validator.of(TestLab.CATALOG).validate(TestLab.infrastructure()).orElseThrow();
  private static final PlanOptions RECOVER = PlanOptions.defaults().recovering();
  private static final Vmid BASE = Vmid.of(900);

  private static SimulatedHost node() {
    return SimulatedHost.inMemory().prepareFor(TestLab.infrastructure());
  }

  static Stream<Integer> changes() {
    SimulatedHost host = node();
    AtomicInteger changes = new AtomicInteger();
    host.beforeChange(path -> changes.addAndGet(path.equals("/etc/pve/.vmlist") ? 0 : 1));
    apply(host, PlanOptions.defaults());
    return IntStream.range(0, changes.get()).boxed();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_run_with_consent_ends_where_an_undisturbed_one_does(int change) {
    SimulatedHost undisturbed = node();
    apply(undisturbed, PlanOptions.defaults());
    SimulatedHost host = node();
    kill(host, change, PlanOptions.defaults());

    Report report = apply(host, RECOVER);

    assertThat(report.isSuccess()).as("%s", report).isTrue();
    assertThat(plan(host, PlanOptions.defaults()).isEmpty()).isTrue();
    assertThat(guests(host)).isEqualTo(guests(undisturbed));
    assertThat(host.list("/guests")).isEqualTo(undisturbed.list("/guests"));
    host.checkInvariants();
  }

  @Test
  void the_cleaning_up_may_be_killed_as_well() {
    int step = 0;
    while (true) {
      SimulatedHost host = halfMade();
      AtomicInteger left = new AtomicInteger(step++);
      boolean killed = killAt(host, left, RECOVER);
      if (!killed) {
        break;
      }
      assertThat(apply(host, RECOVER).isSuccess()).as("killed at change %s", step - 1).isTrue();
      assertThat(plan(host, PlanOptions.defaults()).isEmpty()).isTrue();
      host.checkInvariants();
    }
    assertThat(step).isGreaterThan(5);
  }

  @Test
  void without_consent_nothing_is_touched() {
    SimulatedHost host = halfMade();
    Supplier<Object> files = () -> host.list("/guests") + host.config(BASE).orElseThrow();
    Object before = files.get();

    Plan plan = plan(host, PlanOptions.defaults());

    assertThat(plan.isRunnable()).isFalse();
    assertThat(plan.problems()).anyMatch(problem -> problem.remedy().contains("--recover"));
    assertThat(files.get()).isEqualTo(before);
  }

  @Test
  void a_guest_whose_creation_may_go_on_is_left_alone() {
    SimulatedHost host = halfMade();

    host.whileLocked(BASE, () -> assertThat(plan(host, RECOVER).isRunnable()).isFalse());

    assertThat(plan(host, RECOVER).isRunnable()).isTrue();
  }

  @Test
  void what_has_changed_since_the_plan_was_made_is_not_removed() {
    SimulatedHost host = halfMade();
    Plan plan = plan(host, RECOVER);
    host.write("/etc/pve/lxc/900.conf", "arch: amd64\nlock: create\n");

    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      assertThat(Runner.on(hypervisor).run(plan).isSuccess()).isFalse();
    }

    assertThat(host.config(BASE)).contains("arch: amd64\nlock: create\n");
  }

  /** A node whose base template was killed after its volume had been made. */
  private static SimulatedHost halfMade() {
    SimulatedHost host = node();
    host.beforeChange(
        path -> {
          if (path.startsWith("/guests/900")) {
            throw new ShellException("killed", "");
          }
        });
    apply(host, PlanOptions.defaults());
    host.beforeChange(path -> {});
    assertThat(host.config(BASE)).contains("lock: create\n");
    return host;
  }

  private static void kill(SimulatedHost host, int change, PlanOptions options) {
    assertThat(killAt(host, new AtomicInteger(change), options)).isTrue();
  }

  private static boolean killAt(SimulatedHost host, AtomicInteger left, PlanOptions options) {
    host.beforeChange(
        path -> {
          // Proxmox computes that list, so that it is never behind.
          if (!path.equals("/etc/pve/.vmlist") && left.getAndDecrement() <= 0) {
            throw new ShellException("killed", "");
          }
        });
    apply(host, options);
    host.beforeChange(path -> {});
    return left.get() < 0;
  }

  /** Proxmox writes a default like {@code swap: 512} at the very end of a creation, or never. */
  private static Map<Vmid, String> guests(SimulatedHost host) {
    Map<Vmid, String> guests = new TreeMap<>();
    LAB.selected()
        .forEach(
            container ->
                guests.put(
                    container.vmid(),
                    host.config(container.vmid())
                        .orElseThrow()
                        .replaceAll("hwaddr=[0-9A-F:]+|snaptime: .*|swap: 512\n", "")));
    return guests;
  }

  private static Report apply(SimulatedHost host, PlanOptions options) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Runner.on(hypervisor)
          .parallelism(1)
          .run(Planner.plan(LAB, hypervisor.observe(LAB.scope()), options));
    }
  }

  private static Plan plan(SimulatedHost host, PlanOptions options) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Planner.plan(LAB, hypervisor.observe(LAB.scope()), options);
    }
  }
}
