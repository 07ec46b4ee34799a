package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.PlanFile;
import ai.thinkheads.phoenix.core.json.PlanJson;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanText;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
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

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Save the plan, so that phoenix apply FILE carries out exactly this one. The file holds"
              + " scripts and may hold secrets; only you can read it.")
  Optional<Path> out = Optional.empty();

  PlanCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  ValidInfrastructure select(ValidInfrastructure all) {
    return planning.select(all, guests());
  }

  @Override
  int run(Screen screen, ValidInfrastructure selected, Hypervisor hypervisor) {
    Plan plan =
        located(
            Planner.plan(selected, planning.look(selected, hypervisor), planning.toPlanOptions()));
    show(plan, screen);
    if (!plan.isRunnable()) {
      out.ifPresent(file -> screen.message(file + " was not written: this plan cannot be applied"));
      return ExitCode.FAILED;
    }
    out.ifPresent(file -> save(plan, file, screen));
    return exitCode ? ExitCode.of(plan) : ExitCode.OK;
  }

  private void save(Plan plan, Path file, Screen screen) {
    Instant now = surroundings().clock().instant();
    Path target = surroundings().path(file);
    new PlanFile(Version.name(), now, planning.toPlanOptions(), new TreeSet<>(guests()), plan)
        .write(target);
    screen.message(
        "wrote "
            + target
            + "; it holds scripts and may hold secrets, so only you can read it (mode 0600)");
    screen.message("to carry out exactly this plan: phoenix apply " + file);
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
