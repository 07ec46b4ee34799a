package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.guest.InspectScript;
import ai.thinkheads.phoenix.proxmox.guest.Marker;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionStep;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a look inside of simulated guests sees: what is installed works, unless a failure of that
 * step is arranged.
 */
final class SimulatedInspection implements GuestScriptHandler {

  /** The name under which the script is known. */
  static final String SCRIPT = "phoenix-inspect";

  private final SimulatedProvisioning provisioning;

  SimulatedInspection(SimulatedProvisioning provisioning) {
    this.provisioning = provisioning;
  }

  @Override
  public CommandResult run(GuestScriptCall call) {
    try {
      String token = InspectScript.token(call.script());
      List<Marker> markers = look(call, InspectScript.steps(call.script()));
      return CommandResult.of(
          0,
          markers.stream().map(marker -> marker.line(token) + "\n").collect(Collectors.joining()),
          "");
    } catch (IllegalArgumentException e) {
      return CommandResult.of(2, "", "bash: " + e.getMessage() + "\n");
    }
  }

  private List<Marker> look(GuestScriptCall call, List<ProvisionStep> steps) {
    List<Marker> markers = new ArrayList<>();
    for (int index = 0; index < steps.size(); index++) {
      int at = index;
      markers.add(new Marker.Started(at, steps.get(at).name()));
      Optional<StepFailure> failure = provisioning.failure(call.guest().vmid(), steps.get(at));
      failure.ifPresent(
          failed -> failed.output().forEach(line -> markers.add(new Marker.Output(at, line))));
      markers.add(
          failure.isPresent()
              ? new Marker.Failed(at, failure.get().exitCode())
              : new Marker.Done(at, 0));
    }
    markers.add(new Marker.Finished());
    return markers;
  }
}
