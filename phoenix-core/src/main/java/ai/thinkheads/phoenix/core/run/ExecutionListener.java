package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;

/**
 * Hears what a run does. Calls come from several threads, but never two at once; what a listener
 * throws is logged and does not disturb the run.
 */
public interface ExecutionListener {

  /** The run begins. */
  default void runStarted(Plan plan) {}

  /** The first step of a guest is about to begin. */
  default void guestStarted(GuestPlan guest) {}

  /** A step begins. */
  default void stepStarted(GuestPlan guest, Step step) {}

  /** A step goes on; the text is for people. */
  default void stepProgressed(GuestPlan guest, Step step, String text) {}

  /** A step has ended, well or not. */
  default void stepFinished(GuestPlan guest, StepReport report) {}

  /** A guest is done, failed, or was skipped; it may never have started. */
  default void guestFinished(GuestPlan guest, GuestReport report) {}

  /** The run has ended. */
  default void runFinished(Report report) {}

  /** A listener that hears nothing. */
  static ExecutionListener none() {
    return new ExecutionListener() {};
  }
}
