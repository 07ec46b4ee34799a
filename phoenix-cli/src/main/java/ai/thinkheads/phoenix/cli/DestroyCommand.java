package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.text.Words;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Destroys guests, and those that need them before. */
@Command(
    name = "destroy",
    description = "Destroy guests with all their data, and those that need them before. Asks.")
final class DestroyCommand extends ChangingCommand {

  @Option(
      names = "--recover",
      description = "Destroy also what killed operations left locked or half-made.")
  boolean recover;

  DestroyCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  ValidInfrastructure select(ValidInfrastructure all) {
    return all.selectDependents(guests());
  }

  @Override
  String name() {
    return "destroy";
  }

  @Override
  Plan plan(ValidInfrastructure selected, ObservedState observed) {
    PlanOptions options = PlanOptions.defaults();
    return Planner.planDestroy(selected, observed, recover ? options.recovering() : options);
  }

  @Override
  String question(Plan plan) {
    return "Destroy " + Words.count(plan.guests().size(), "guest") + " with all data?";
  }
}
