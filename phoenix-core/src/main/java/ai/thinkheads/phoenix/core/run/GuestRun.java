package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the steps of one guest, one after the other, until one fails. */
final class GuestRun {

  private static final Logger LOG = LoggerFactory.getLogger(GuestRun.class);

  private final GuestPlan guest;
  private final Hypervisor hypervisor;
  private final Hold hold;
  private final Lanes lanes;
  private final SafeListener listener;
  private final Cancellation cancellation;
  private final Clock clock;
  private final List<StepReport> reports = new ArrayList<>();

  GuestRun(
      GuestPlan guest,
      Hypervisor hypervisor,
      Hold hold,
      Lanes lanes,
      SafeListener listener,
      Cancellation cancellation,
      Clock clock) {
    this.guest = guest;
    this.hypervisor = hypervisor;
    this.hold = hold;
    this.lanes = lanes;
    this.listener = listener;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  GuestReport run() {
    listener.tell(heard -> heard.guestStarted(guest));
    Outcome outcome = Outcome.DONE;
    Optional<Failure> failure = Optional.empty();
    for (Step step : guest.steps()) {
      if (outcome == Outcome.DONE && cancellation.isRequested()) {
        outcome = Outcome.CANCELLED;
      }
      StepReport report = outcome == Outcome.DONE ? perform(step) : untried(step, outcome);
      if (report.outcome() == Outcome.FAILED) {
        outcome = Outcome.FAILED;
        failure = report.failure();
      }
      reports.add(report);
    }
    if (outcome == Outcome.DONE && guest.leavesRestartPending()) {
      outcome = Outcome.RESTART_PENDING;
    }
    return new GuestReport(guest.vmid(), guest.name(), guest.node(), outcome, failure, reports);
  }

  private static StepReport untried(Step step, Outcome outcome) {
    Outcome own = outcome == Outcome.FAILED ? Outcome.SKIPPED : outcome;
    return new StepReport(step, own, Optional.empty(), Duration.ZERO);
  }

  private StepReport perform(Step step) {
    listener.tell(heard -> heard.stepStarted(guest, step));
    Instant begin = clock.instant();
    Optional<Failure> failure = Optional.empty();
    try {
      lanes.inLane(
          step.action(),
          () -> {
            step.nodes().forEach(hold::checkAt);
            hypervisor
                .at(step.node())
                .perform(
                    step.action(),
                    text -> listener.tell(heard -> heard.stepProgressed(guest, step, text)));
          });
    } catch (HypervisorException e) {
      LOG.debug("guest {}: {} failed", step.action().vmid(), step.action().title(), e);
      failure = Optional.of(new Failure(e.getMessage(), e.remedy()));
    } catch (RuntimeException e) {
      LOG.error("step failed unexpectedly: {}", step.action(), e);
      failure = Optional.of(new Failure("unexpected error: " + e, "please report this"));
    }
    Outcome outcome = failure.isPresent() ? Outcome.FAILED : Outcome.DONE;
    StepReport report =
        new StepReport(step, outcome, failure, Duration.between(begin, clock.instant()));
    listener.tell(heard -> heard.stepFinished(guest, report));
    return report;
  }
}
