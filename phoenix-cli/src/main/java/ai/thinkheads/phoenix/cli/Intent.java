package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import java.util.function.Function;

/**
 * What a command is about to change.
 *
 * @param infrastructure the name of the infrastructure
 * @param planner looks at what exists, and says what is to be done
 * @param saved whether the plan was made before, so that it cannot be run a second time
 */
record Intent(String infrastructure, Function<Hypervisor, Plan> planner, boolean saved) {

  /** What a definition asks for. */
  static Intent of(String infrastructure, Function<Hypervisor, Plan> planner) {
    return new Intent(infrastructure, planner, false);
  }

  /** To carry out that plan, or nothing. */
  static Intent of(Plan plan) {
    return new Intent(
        plan.infrastructure(), hypervisor -> plan.against(hypervisor.observe(plan.scope())), true);
  }
}
