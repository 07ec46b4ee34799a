package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.run.ExecutionListener;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.StepReport;
import java.util.function.Consumer;

/**
 * Tells what a run does as JSON Lines: one object for each event, with the event's name under
 * {@code event}. The first holds the plan, the last the report.
 */
public final class EventLines implements ExecutionListener {

  private final Consumer<String> lines;

  /** Tells a consumer of lines, which come without their line breaks. */
  public EventLines(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void runStarted(Plan plan) {
    write(event("run-started").put("plan", PlanJson.object(plan)));
  }

  @Override
  public void guestStarted(GuestPlan guest) {
    write(event("guest-started", guest));
  }

  @Override
  public void stepStarted(GuestPlan guest, Step step) {
    write(event("step-started", guest).put("step", PlanJson.step(step)));
  }

  @Override
  public void stepProgressed(GuestPlan guest, Step step, String text) {
    write(event("step-progressed", guest).put("title", step.action().title()).put("text", text));
  }

  @Override
  public void stepFinished(GuestPlan guest, StepReport report) {
    write(event("step-finished", guest).put("step", ReportJson.step(report)));
  }

  @Override
  public void guestFinished(GuestPlan guest, GuestReport report) {
    write(event("guest-finished").put("guest", ReportJson.guest(report)));
  }

  @Override
  public void runFinished(Report report) {
    write(event("run-finished").put("report", ReportJson.object(report)));
  }

  private static JsonObject.Builder event(String name) {
    return JsonObject.builder().put("event", name);
  }

  private static JsonObject.Builder event(String name, GuestPlan guest) {
    return event(name).put("vmid", guest.vmid().value()).put("name", guest.name());
  }

  private void write(JsonObject.Builder event) {
    lines.accept(JsonWriter.oneLine(event.build()));
  }
}
