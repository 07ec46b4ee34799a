package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.StatusJson;
import ai.thinkheads.phoenix.core.plan.DriftText;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Status;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;

/** Tells which guests are not as they are defined, and in what. */
@Command(
    name = "drift",
    description = {
      "Show which guests are not as they are defined, and in what.",
      "Ends with 3 when there are some, with 4 when they only wait for a restart, with 5 when a node"
          + " cannot be reached."
    })
final class DriftCommand extends NodeCommand {

  DriftCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  int run(Screen screen, ValidInfrastructure selected, Hypervisor hypervisor) {
    ObservedState observed = hypervisor.observe(selected.scope());
    Status status = Status.of(Planner.plan(selected, observed), observed);
    screen.data(screen.isJson() ? StatusJson.of(status) : DriftText.of(status, screen.page()));
    return ExitCode.of(status);
  }
}
