package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.GuestStatus;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Status;

/** What the exit status of the command says. */
final class ExitCode {

  /** It did what it was asked, or there was nothing to do. */
  static final int OK = 0;

  /** It tried and failed. */
  static final int FAILED = 1;

  /** It was used wrongly, or the definition is invalid; nothing was tried. */
  static final int USAGE = 2;

  /**
   * There is something to do ({@code plan --exit-code}, {@code drift}), or left to do ({@code apply
   * --exit-code}).
   */
  static final int PENDING = 3;

  /**
   * All is set as defined, and some of it waits for a restart ({@code --exit-code}, {@code drift}).
   */
  static final int RESTART_PENDING = 4;

  /** Some guests are out of reach, as their node cannot be reached; nothing failed. */
  static final int OUT_OF_REACH = 5;

  /** It was interrupted. */
  static final int CANCELLED = 130;

  /** What a look at the guests found. */
  static int of(Status status) {
    boolean failing = status.count(Finding.State.FAILS) > 0;
    if (status.guests().stream().allMatch(GuestStatus::isInSync)) {
      return failing ? PENDING : OK;
    }
    if (!status.guests(GuestStatus.Standing.UNREACHABLE).isEmpty()) {
      return OUT_OF_REACH;
    }
    int waiting = status.guests(GuestStatus.Standing.RESTART_PENDING).size();
    return status.inSync() + waiting == status.guests().size() && !failing
        ? RESTART_PENDING
        : PENDING;
  }

  /** What is to be done by a plan. */
  static int of(Plan plan) {
    if (!plan.outOfReach().isEmpty()) {
      return OUT_OF_REACH;
    }
    boolean waits =
        plan.guests().stream().anyMatch(guest -> guest.kind() == GuestPlan.Kind.RESTART_PENDING);
    boolean settled =
        plan.guests().stream()
            .map(GuestPlan::kind)
            .allMatch(
                kind -> kind == GuestPlan.Kind.IN_SYNC || kind == GuestPlan.Kind.RESTART_PENDING);
    if (!settled) {
      return PENDING;
    }
    return waits ? RESTART_PENDING : OK;
  }

  /** What is left of a plan that was carried out. */
  static int after(Plan plan) {
    if (!plan.replacementsNeeded().isEmpty()) {
      return PENDING;
    }
    return plan.restartsPending().isEmpty() ? OK : RESTART_PENDING;
  }

  private ExitCode() {}
}
