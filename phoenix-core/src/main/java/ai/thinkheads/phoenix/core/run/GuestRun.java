package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Rollback;
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
    int failed = -1;
    for (Step step : guest.steps()) {
      if (outcome == Outcome.DONE && cancellation.isRequested()) {
        outcome = Outcome.CANCELLED;
      }
      StepReport report = outcome == Outcome.DONE ? perform(step) : untried(step, outcome);
      if (report.outcome() == Outcome.FAILED) {
        outcome = Outcome.FAILED;
        failure = report.failure();
        failed = reports.size();
      }
      reports.add(report);
    }
    if (guest.rollback().isPresent() && guest.rollback().get().covers(failed)) {
      return rolledBack(guest.rollback().get(), failure.orElseThrow());
    }
    if (outcome == Outcome.DONE && guest.leavesRestartPending()) {
      outcome = Outcome.RESTART_PENDING;
    }
    return report(outcome, failure);
  }

  /** Goes back as far as that succeeds; also when the run is cancelled, since it is half-way. */
  private GuestReport rolledBack(Rollback rollback, Failure cause) {
    for (Step step : rollback.steps()) {
      StepReport report = perform(step);
      reports.add(report);
      if (report.failure().isPresent()) {
        return report(Outcome.FAILED, Optional.of(stuck(rollback, cause, report.failure().get())));
      }
    }
    return report(Outcome.ROLLED_BACK, Optional.of(cause));
  }

  private Failure stuck(Rollback rollback, Failure cause, Failure obstacle) {
    return new Failure(
        cause.message() + "; and going back failed: " + obstacle,
        "run again to go on, or go back with: pct rollback "
            + guest.vmid()
            + " "
            + rollback.snapshot());
  }

  private GuestReport report(Outcome outcome, Optional<Failure> failure) {
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
      LOG.error("guest {}: {} failed unexpectedly", step.action().vmid(), step.action().title(), e);
      failure = Optional.of(new Failure("unexpected error: " + e, "please report this"));
    }
    Outcome outcome = failure.isPresent() ? Outcome.FAILED : Outcome.DONE;
    StepReport report =
        new StepReport(step, outcome, failure, Duration.between(begin, clock.instant()));
    listener.tell(heard -> heard.stepFinished(guest, report));
    return report;
  }
}
