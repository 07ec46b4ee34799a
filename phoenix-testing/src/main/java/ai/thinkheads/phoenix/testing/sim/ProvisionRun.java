package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.guest.Marker;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionScript;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionStep;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.List;
import java.util.Optional;

/** One run of the provisioning script in a simulated guest, as a real bash would do it. */
final class ProvisionRun {

  private static final int TOLD_LINES = 20;

  private final SimulatedProvisioning provisioning;
  private final GuestScriptCall call;
  private final ProvisionScript script;
  private final SimulatedGuest guest;
  private final String token;
  private final StringBuilder stdout = new StringBuilder();

  ProvisionRun(SimulatedProvisioning provisioning, GuestScriptCall call, ProvisionScript script) {
    this.provisioning = provisioning;
    this.call = call;
    this.script = script;
    this.guest = call.guest();
    this.token = script.token();
  }

  CommandResult run() {
    for (int index = 0; index < script.steps().size(); index++) {
      if (!done(index, script.steps().get(index))) {
        return CommandResult.of(ProvisionScript.STEP_FAILED, stdout.toString(), "");
      }
    }
    tell(new Marker.Finished());
    return CommandResult.of(ProvisionScript.DONE, stdout.toString(), "");
  }

  private boolean done(int index, ProvisionStep step) {
    String record = ProvisionScript.RECORDS + "/" + step.name();
    String log = ProvisionScript.LOGS + "/" + step.name() + ".log";
    String fingerprint = step.fingerprint() + "\n";
    if (step.once() && guest.read(record).filter(fingerprint::equals).isPresent()) {
      tell(new Marker.Skipped(index, step.name()));
      return true;
    }
    guest.delete(record);
    tell(new Marker.Started(index, step.name()));
    Optional<StepFailure> failure = tryOut(index, step);
    if (failure.isPresent()) {
      guest.write(log, String.join("\n", failure.get().output()) + "\n");
      tellFailure(index, failure.get());
      return false;
    }
    provisioning.succeeded(guest, step);
    guest.write(record, fingerprint);
    guest.delete(log);
    tell(new Marker.Done(index, 0));
    return true;
  }

  private Optional<StepFailure> tryOut(int index, ProvisionStep step) {
    Optional<StepFailure> failure = provisioning.failure(guest.vmid(), step);
    for (int tried = 1; failure.isPresent() && tried < step.tries(); tried++) {
      String text =
          String.format(
              "try %d of %d failed with exit status %d",
              tried, step.tries(), failure.get().exitCode());
      tell(new Marker.Progress(index, text));
      failure = provisioning.failure(guest.vmid(), step);
    }
    return failure;
  }

  private void tellFailure(int index, StepFailure failure) {
    List<String> lines = failure.output().stream().filter(line -> !line.isBlank()).toList();
    lines
        .subList(Math.max(0, lines.size() - TOLD_LINES), lines.size())
        .forEach(line -> tell(new Marker.Output(index, line)));
    tell(new Marker.Failed(index, failure.exitCode()));
  }

  private void tell(Marker marker) {
    String line = marker.line(token);
    stdout.append(line).append('\n');
    call.lines().accept(line);
  }
}
