package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.StatusJson;
import ai.thinkheads.phoenix.core.plan.GuestStatus;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Status;
import ai.thinkheads.phoenix.core.plan.StatusText;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import picocli.CommandLine.Command;

/** Shows what exists, what runs and what differs. */
@Command(name = "status", description = "Show what exists, what runs, and what differs.")
final class StatusCommand extends NodeCommand {

  StatusCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  int run(Screen screen, ValidInfrastructure selected, Hypervisor hypervisor) {
    ObservedState observed = hypervisor.observe(selected.scope());
    Status status = Status.of(Planner.plan(selected, observed), observed);
    screen.data(screen.isJson() ? StatusJson.of(status) : StatusText.of(status, screen.page()));
    return status.guests(GuestStatus.Standing.UNREACHABLE).isEmpty()
        ? ExitCode.OK
        : ExitCode.OUT_OF_REACH;
  }
}
