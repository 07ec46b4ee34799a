package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loses the connection before and after every single command of a first apply, but for the one that
 * keeps others away meanwhile.
 */
class CrashTest {

  private static final Set<Vmid> GUESTS = Set.of(Vmid.of(952));

  static Stream<Integer> points() {
    ValidInfrastructure lab = PublishedLab.load().select(GUESTS);
    SimulatedHost host = SimulatedHost.inMemory().prepareFor(lab.infrastructure());
    apply(host, lab);
    return IntStream.range(0, (int) host.commands().stream().filter(CrashTest::isPoint).count())
        .boxed();
  }

  @ParameterizedTest
  @MethodSource("points")
  void the_next_run_converges_when_the_connection_is_lost_before_a_command(int point) {
    converges(point, true);
  }

  @ParameterizedTest
  @MethodSource("points")
  void the_next_run_converges_when_the_connection_is_lost_after_a_command(int point) {
    converges(point, false);
  }

  private static boolean isPoint(Command command) {
    return !command.argv().contains("phoenix-hold");
  }

  private static void converges(int point, boolean before) {
    ValidInfrastructure lab = PublishedLab.load().select(GUESTS);
    SimulatedHost undisturbed = SimulatedHost.inMemory().prepareFor(lab.infrastructure());
    SimulatedHost disturbed = SimulatedHost.inMemory().prepareFor(lab.infrastructure());
    apply(undisturbed, lab);
    AtomicInteger count = new AtomicInteger();
    Predicate<Command> thisOne = command -> isPoint(command) && count.getAndIncrement() == point;

    SimulatedHost broken =
        before ? disturbed.hangUpBefore(thisOne) : disturbed.hangUpAfter(thisOne);
    try {
      assertThat(apply(broken, lab).isSuccess()).isFalse();
    } catch (ShellException e) {
      assertThat(point).as("only the observation throws").isZero();
    }
    disturbed.recover();
    Report second = apply(disturbed, lab);

    assertThat(second.isSuccess()).as("%s", second).isTrue();
    assertThat(plan(disturbed, lab).isEmpty()).isTrue();
    assertThat(states(disturbed, lab)).isEqualTo(states(undisturbed, lab));
    disturbed.checkInvariants();
  }

  /** The configurations without what is by nature different: hardware addresses and times. */
  private static Map<Vmid, List<String>> states(SimulatedHost host, ValidInfrastructure lab) {
    Map<Vmid, List<String>> states = new TreeMap<>();
    lab.selected()
        .forEach(
            container ->
                states.put(
                    container.vmid(),
                    host.config(container.vmid())
                        .orElseThrow()
                        .lines()
                        .map(line -> line.replaceFirst("hwaddr=[0-9A-F:]+", "hwaddr"))
                        .filter(line -> !line.startsWith("snaptime"))
                        .toList()));
    return states;
  }

  private static Report apply(SimulatedHost host, ValidInfrastructure lab) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Runner.on(hypervisor)
          .parallelism(1)
          .run(Planner.plan(lab, hypervisor.observe(lab.scope())));
    }
  }

  private static Plan plan(SimulatedHost host, ValidInfrastructure lab) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Planner.plan(lab, hypervisor.observe(lab.scope()));
    }
  }
}
