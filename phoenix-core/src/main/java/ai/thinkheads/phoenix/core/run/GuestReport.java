package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;
import java.util.Optional;

/**
 * How the work on one guest ended.
 *
 * @param vmid the guest
 * @param name its name
 * @param node the node that it lives on when all is done
 * @param outcome how it ended
 * @param failure why, when it failed or was skipped
 * @param steps its steps, tried or not, in their order
 */
public record GuestReport(
    Vmid vmid,
    String name,
    String node,
    Outcome outcome,
    Optional<Failure> failure,
    List<StepReport> steps) {

  /** Copies the steps. */
  public GuestReport {
    steps = List.copyOf(steps);
  }
}
