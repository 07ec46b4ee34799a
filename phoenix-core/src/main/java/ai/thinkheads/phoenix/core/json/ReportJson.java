package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.run.Failure;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.StepReport;
import java.math.BigDecimal;
import java.time.Duration;

/** Reports as JSON. */
public final class ReportJson {

  /** A report on several lines. */
  public static String of(Report report) {
    return JsonWriter.pretty(object(report));
  }

  /** A report on one line, without a line break. */
  public static String lineOf(Report report) {
    return JsonWriter.oneLine(object(report));
  }

  static JsonObject object(Report report) {
    return JsonObject.builder()
        .put("infrastructure", report.infrastructure())
        .put("success", report.isSuccess())
        .put("cancelled", report.cancelled())
        .put("seconds", seconds(report.duration()))
        .put("guests", report.guests(), ReportJson::guest)
        .build();
  }

  static JsonObject guest(GuestReport guest) {
    return JsonObject.builder()
        .put("vmid", guest.vmid().value())
        .put("name", guest.name())
        .put("node", guest.node())
        .put("outcome", PlanJson.word(guest.outcome()))
        .putIf("failure", guest.failure(), ReportJson::failure)
        .put("steps", guest.steps(), ReportJson::step)
        .build();
  }

  static JsonObject step(StepReport step) {
    return PlanJson.step(step.step()).toBuilder()
        .put("outcome", PlanJson.word(step.outcome()))
        .putIf("failure", step.failure(), ReportJson::failure)
        .put("seconds", seconds(step.duration()))
        .build();
  }

  /** Seconds with their milliseconds, like 4.25. */
  private static JsonValue seconds(Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    return JsonValue.Numeral.of(seconds);
  }

  private static JsonObject failure(Failure failure) {
    return JsonObject.builder()
        .put("message", failure.message())
        .put("remedy", failure.remedy())
        .build();
  }

  private ReportJson() {}
}
