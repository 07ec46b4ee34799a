package ai.thinkheads.phoenix.testing.crash;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.Pause;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.function.Consumer;

/**
 * A node, and what a run makes of it.
 *
 * @param name what it is about
 * @param begin what the node is before
 * @param goal what is applied
 * @param planning how the run is planned, besides consent to recover
 * @param trouble what goes wrong by itself in the first run, and not in later ones
 */
record Scenario(
    String name,
    Consumer<SimulatedHost> begin,
    ValidInfrastructure goal,
    Planning planning,
    Consumer<SimulatedHost> trouble) {

  /** How a plan is made. */
  interface Planning {
    Plan plan(ValidInfrastructure goal, ObservedState state, PlanOptions options);
  }

  static Scenario of(String name, Consumer<SimulatedHost> begin, ValidInfrastructure goal) {
    return new Scenario(name, begin, goal, Planner::plan, host -> {});
  }

  Scenario with(Planning how) {
    return new Scenario(name, begin, goal, how, trouble);
  }

  Scenario withTrouble(Consumer<SimulatedHost> what) {
    return new Scenario(name, begin, goal, planning, what);
  }

  Plan plan(SimulatedHost host, PlanOptions options) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell(), Pause.none())) {
      return planning.plan(goal, hypervisor.observe(goal.scope()), options);
    }
  }

  /** One run, one guest after the other, so that its points are the same every time. */
  Report run(SimulatedHost host) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell(), Pause.none())) {
      ObservedState state = hypervisor.observe(goal.scope());
      Plan plan = planning.plan(goal, state, PlanOptions.defaults().recovering());
      return Runner.on(hypervisor).parallelism(1).run(plan);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
