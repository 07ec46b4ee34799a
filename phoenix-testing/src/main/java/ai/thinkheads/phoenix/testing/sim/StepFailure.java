package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A failure that is arranged for a step of a guest, for some of its tries or all. */
final class StepFailure {

  private final Vmid vmid;
  private final String step;
  private final int exitCode;
  private final List<String> output;
  private final AtomicInteger left;

  StepFailure(Vmid vmid, String step, int exitCode, List<String> output, int times) {
    if (exitCode < 1 || exitCode > 255) {
      throw new IllegalArgumentException(
          "exit status " + exitCode + " is no failure; use 1 to 255");
    }
    this.vmid = vmid;
    this.step = step;
    this.exitCode = exitCode;
    this.output = output;
    this.left = new AtomicInteger(times);
  }

  /** Whether a try of that step fails by it; uses up one of its times. */
  boolean strikes(Vmid guest, String name) {
    return vmid.equals(guest)
        && step.equals(name)
        && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
  }

  int exitCode() {
    return exitCode;
  }

  List<String> output() {
    return output;
  }
}
