package ai.thinkheads.phoenix.cli;

import static java.time.temporal.ChronoUnit.SECONDS;

import ai.thinkheads.phoenix.core.json.PlanFile;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the guests exist as they are defined. */
@Command(
    name = "apply",
    description = {
      "Show what will be changed, ask, and change it.",
      "",
      "With the file of plan --out in place of guests, exactly that plan is carried out, or refused"
          + " when what it was made from has changed. Your definition is not read then."
    })
final class ApplyCommand extends ChangingCommand {

  @Mixin PlanningOptions planning = new PlanningOptions();

  @Spec CommandSpec spec;

  ApplyCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  ValidInfrastructure select(ValidInfrastructure all) {
    return planning.select(all, guests());
  }

  @Override
  String name() {
    return "apply";
  }

  @Override
  int run(Screen screen) {
    Optional<SavedPlan> saved = SavedPlan.in(numbers);
    return saved.isPresent() ? run(saved.get(), screen) : super.run(screen);
  }

  private int run(SavedPlan saved, Screen screen) {
    saved.refuseMaking(spec);
    checkArguments();
    PlanFile file = saved.read(surroundings());
    screen.message(origin(file));
    try (Hypervisor hypervisor = open(Infrastructure.empty(), screen)) {
      return carryOut(Intent.of(file.plan()), screen, hypervisor);
    }
  }

  private static String origin(PlanFile file) {
    return "plan of "
        + file.madeAt().truncatedTo(SECONDS)
        + " by "
        + file.madeBy()
        + (file.options().restart() ? "" : ", without restarts")
        + (file.options().replace().isEmpty() ? "" : ", replacing " + file.options().replace())
        + (file.options().prune() ? ", pruning" : "")
        + (file.guests().isEmpty() ? "" : ", narrowed to " + file.guests());
  }

  @Override
  Plan plan(ValidInfrastructure selected, Hypervisor hypervisor) {
    return Planner.plan(selected, planning.look(selected, hypervisor), planning.toPlanOptions());
  }

  @Override
  String question(Plan plan) {
    return "Apply?";
  }
}
