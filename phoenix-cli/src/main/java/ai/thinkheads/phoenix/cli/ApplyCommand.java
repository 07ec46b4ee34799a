package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the guests exist as they are defined. */
@Command(name = "apply", description = "Show what will be changed, ask, and change it.")
final class ApplyCommand extends ChangingCommand {

  @Mixin PlanningOptions planning = new PlanningOptions();

  ApplyCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  String name() {
    return "apply";
  }

  @Override
  Plan plan(ValidInfrastructure selected, ObservedState observed) {
    return Planner.plan(selected, observed, planning.toPlanOptions());
  }

  @Override
  String question(Plan plan) {
    return "Apply?";
  }
}
