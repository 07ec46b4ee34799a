package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.run.ExecutionListener;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.StepReport;
import ai.thinkheads.phoenix.core.text.Words;

/** Tells what a run does in plain lines, each of which says which guest it is about. */
final class PlainProgress implements ExecutionListener {

  private final Screen screen;
  private int width;

  PlainProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void runStarted(Plan plan) {
    width = plan.guests().stream().mapToInt(guest -> label(guest).length()).max().orElse(0);
  }

  @Override
  public void stepStarted(GuestPlan guest, Step step) {
    tell(guest, step.action().title() + " …");
  }

  @Override
  public void stepProgressed(GuestPlan guest, Step step, String text) {
    tell(guest, "  " + text);
  }

  @Override
  public void stepFinished(GuestPlan guest, StepReport report) {
    String title = report.step().action().title();
    String time = Words.duration(report.duration());
    tell(
        guest,
        report.outcome() == Outcome.DONE ? title + ": done, " + time : title + ": failed, " + time);
  }

  private void tell(GuestPlan guest, String text) {
    String label = label(guest);
    screen.message(label + " ".repeat(width - label.length() + 2) + text);
  }

  private static String label(GuestPlan guest) {
    return guest.vmid() + " " + guest.name();
  }
}
