package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.run.Cancellation;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.ReportText;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.function.BiFunction;

/** Carries out a plan before the eyes of the user, who may interrupt it. */
final class PlanRun {

  private final Plan plan;
  private final Hypervisor hypervisor;
  private final int parallelism;
  private final Surroundings surroundings;
  private final Screen screen;
  private final Cancellation cancellation = new Cancellation();

  PlanRun(
      Plan plan, Hypervisor hypervisor, int parallelism, Surroundings surroundings, Screen screen) {
    this.plan = plan;
    this.hypervisor = hypervisor;
    this.parallelism = parallelism;
    this.surroundings = surroundings;
    this.screen = screen;
  }

  /** Runs the plan and shows the report; returns an {@link ExitCode}. */
  int run() {
    return run(ReportText::of);
  }

  /** The same of a plan that was saved before, and cannot be run again. */
  int runSaved() {
    return run(ReportText::ofSavedPlan);
  }

  private int run(BiFunction<Report, Page, String> text) {
    Report report = report();
    if (!screen.isJson()) {
      screen.data("\n" + text.apply(report, screen.page()));
    }
    if (report.isSuccess()) {
      return ExitCode.OK;
    }
    if (report.cancelled()) {
      return ExitCode.CANCELLED;
    }
    boolean failed = report.count(Outcome.FAILED) > 0;
    return failed ? ExitCode.FAILED : ExitCode.OUT_OF_REACH;
  }

  private Report report() {
    try (Progress progress = Progress.of(surroundings, screen)) {
      Interrupts.Watch watch = surroundings.interrupts().onInterrupt(() -> interrupt(progress));
      try {
        return Runner.on(hypervisor)
            .parallelism(parallelism)
            .listener(progress.listener())
            .cancellation(cancellation)
            .clock(surroundings.clock())
            .run(plan);
      } finally {
        watch.close();
      }
    }
  }

  private void interrupt(Progress progress) {
    if (cancellation.isRequested()) {
      surroundings.interrupts().halt();
    } else {
      cancellation.request();
      progress.say(
          "Interrupted: finishing what goes on, starting nothing new; press Ctrl-C again to stop"
              + " at once.");
    }
  }
}
