package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.function.Function;

/**
 * What a command is about to change.
 *
 * @param infrastructure the name of the infrastructure
 * @param scope what must be looked at before
 * @param planner what is to be done then
 * @param saved whether the plan was made before, so that it cannot be run a second time
 */
record Intent(
    String infrastructure,
    ObservationScope scope,
    Function<ObservedState, Plan> planner,
    boolean saved) {

  /** What a definition asks for. */
  static Intent of(
      String infrastructure, ObservationScope scope, Function<ObservedState, Plan> planner) {
    return new Intent(infrastructure, scope, planner, false);
  }

  /** To carry out that plan, or nothing. */
  static Intent of(Plan plan) {
    return new Intent(plan.infrastructure(), plan.scope(), plan::against, true);
  }
}
