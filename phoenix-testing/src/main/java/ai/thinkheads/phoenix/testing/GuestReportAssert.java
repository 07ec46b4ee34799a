package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.run.Failure;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.ReportText;
import ai.thinkheads.phoenix.core.run.StepReport;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.List;
import java.util.stream.Stream;

/** Assertions about what was done for one guest. Made by {@link ReportAssert#guest}. */
public final class GuestReportAssert extends PictureAssert<GuestReportAssert, GuestReport> {

  private final ReportAssert parent;
  private final Report report;

  GuestReportAssert(ReportAssert parent, Report report, GuestReport actual) {
    super(actual, GuestReportAssert.class);
    this.parent = parent;
    this.report = report;
  }

  /** Goes on with another guest of the same report. */
  public GuestReportAssert guest(int vmid) {
    return parent.guest(vmid);
  }

  /** It ended that way. */
  public GuestReportAssert ended(Outcome outcome) {
    return expect(
        actual.outcome() == outcome,
        "be \"" + outcome + "\"",
        "it is \"" + actual.outcome() + "\"");
  }

  /** Exactly these of its steps were carried out, in the words of the plan. */
  public GuestReportAssert did(String... titles) {
    return expectExactly("have done exactly this", Stream.of(titles), titles(Outcome.DONE));
  }

  /** That step of it failed. */
  public GuestReportAssert failedAt(ExpectedStep step) {
    List<Deed> failed =
        actual.steps().stream()
            .filter(done -> done.outcome() == Outcome.FAILED)
            .flatMap(done -> Deed.of(actual.vmid(), List.of(done.step())).stream())
            .toList();
    return expect(
        !step.among(failed).isEmpty(),
        "have failed to " + step,
        failed.isEmpty() ? "it did not fail" : "it failed to " + failed);
  }

  /** The reason why it failed or was skipped, or what to do about that, contains that text. */
  public GuestReportAssert because(String text) {
    return expect(
        actual.failure().filter(failure -> failure.toString().contains(text)).isPresent(),
        "have a reason with \"" + text + "\"",
        actual.failure().map(Failure::toString).map(why -> "it has: " + why).orElse("it has none"));
  }

  private Stream<String> titles(Outcome outcome) {
    return actual.steps().stream()
        .filter(step -> step.outcome() == outcome)
        .map(StepReport::step)
        .map(step -> step.action().title());
  }

  @Override
  String subject() {
    return "the report on " + actual.vmid() + " " + actual.name();
  }

  @Override
  String picture() {
    Report part =
        new Report(report.infrastructure(), List.of(actual), report.cancelled(), report.duration());
    return Pictures.indented(ReportText.of(part, Page.plain()));
  }
}
