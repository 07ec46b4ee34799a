package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.StatusJson;
import ai.thinkheads.phoenix.core.plan.DriftText;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Status;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells which guests are not as they are defined, and in what. */
@Command(
    name = "drift",
    description = {
      "Show which guests are not as they are defined, and in what.",
      "Ends with 3 when there are some or something inside of one fails (--verify, --health), with 4 when they only wait for a restart, with 5 when a node"
          + " cannot be reached."
    })
final class DriftCommand extends NodeCommand {

  @Mixin InspectOptions inspect = new InspectOptions();

  DriftCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  int channels() {
    return inspect.channels();
  }

  @Override
  int run(Screen screen, ValidInfrastructure selected, Hypervisor hypervisor) {
    ObservedState observed = hypervisor.observe(selected.scope());
    Status status =
        inspect.look(
            Status.of(Planner.plan(selected, observed), observed), selected, observed, hypervisor);
    screen.data(screen.isJson() ? StatusJson.of(status) : DriftText.of(status, screen.page()));
    return ExitCode.of(status);
  }
}
