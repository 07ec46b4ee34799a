package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.text.Words;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Destroys guests. */
@Command(
    name = "destroy",
    description = {
      "Destroy guests with all their data.",
      "Shows what is lost and asks for the number of the guest, or for the name of the"
          + " infrastructure when there are several."
    })
final class DestroyCommand extends ChangingCommand {

  @Option(
      names = "--recover",
      description = "Destroy also what killed operations left locked or half-made.")
  boolean recover;

  @Option(
      names = "--dependents",
      description = "Destroy also the guests that need the named ones, and those first.")
  boolean dependents;

  @Option(
      names = "--only",
      description = "Destroy the named guests although others need them, and leave those.")
  boolean only;

  DestroyCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  ValidInfrastructure select(ValidInfrastructure all) {
    if (dependents && only) {
      throw new UsageException(
          "--dependents and --only contradict each other", "choose one of them");
    }
    return dependents ? all.selectDependents(guests()) : all.selectOnly(guests());
  }

  @Override
  String along() {
    return "needs them, and so is destroyed, too";
  }

  @Override
  String name() {
    return "destroy";
  }

  @Override
  Plan plan(ValidInfrastructure selected, Hypervisor hypervisor) {
    PlanOptions options = PlanOptions.defaults();
    options = recover ? options.recovering() : options;
    return Planner.planDestroy(
        selected,
        hypervisor.observe(selected.scope()),
        only ? options.leavingDependents() : options);
  }

  @Override
  String question(Plan plan) {
    return "Destroy " + Words.count(plan.guests().size(), "guest") + "?";
  }
}
