package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.StatusJson;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestStatus;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Status;
import ai.thinkheads.phoenix.core.plan.StatusText;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what exists, what runs and what differs. */
@Command(
    name = "status",
    description = {
      "Show what exists, what runs, and what differs.",
      "Ends with 1 when something inside of a guest fails (--verify, --health), with 5 when a node"
          + " cannot be reached."
    })
final class StatusCommand extends NodeCommand {

  @Mixin InspectOptions inspect = new InspectOptions();

  StatusCommand(Setup setup, Surroundings surroundings) {
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
    screen.data(screen.isJson() ? StatusJson.of(status) : StatusText.of(status, screen.page()));
    if (status.count(Finding.State.FAILS) > 0) {
      return ExitCode.FAILED;
    }
    return status.guests(GuestStatus.Standing.UNREACHABLE).isEmpty()
        ? ExitCode.OK
        : ExitCode.OUT_OF_REACH;
  }
}
