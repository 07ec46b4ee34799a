package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.PlanJson;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanText;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what would be done, and does nothing. */
@Command(name = "plan", description = "Show what would be changed, and change nothing.")
final class PlanCommand extends NodeCommand {

  @Mixin PlanningOptions planning = new PlanningOptions();

  @Option(
      names = "--exit-code",
      description =
          "End with 3 when there is something to do, with 4 when guests only wait for a restart,"
              + " with 5 when a node cannot be reached.")
  boolean exitCode;

  PlanCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  int run(Screen screen, ValidInfrastructure selected, Hypervisor hypervisor) {
    Plan plan =
        Planner.plan(selected, hypervisor.observe(selected.scope()), planning.toPlanOptions());
    show(plan, screen);
    if (!plan.isRunnable()) {
      return ExitCode.FAILED;
    }
    return exitCode ? ExitCode.of(plan) : ExitCode.OK;
  }

  static void show(Plan plan, Screen screen) {
    if (screen.isJson()) {
      screen.data(PlanJson.of(plan));
    } else {
      screen.data(
          screen.isVerbose()
              ? PlanText.withSteps(plan, screen.page())
              : PlanText.of(plan, screen.page()));
    }
  }
}
