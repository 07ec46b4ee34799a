package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.ReportText;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.Optional;

/** Assertions about what was done. Made by {@link PhoenixAssertions}. */
public final class ReportAssert extends PictureAssert<ReportAssert, Report> {

  ReportAssert(Report actual) {
    super(actual, ReportAssert.class);
  }

  /** Everything is now as it shall be. */
  public ReportAssert isSuccess() {
    return expect(actual.isSuccess(), "tell of success", "it does not");
  }

  /** Something is not as it shall be. */
  public ReportAssert isFailure() {
    return expect(!actual.isSuccess(), "tell of failure", "it does not");
  }

  /** The run was asked to end early. */
  public ReportAssert isCancelled() {
    return expect(actual.cancelled(), "tell of a cancelled run", "nobody asked it to end");
  }

  /** What was to be done for these guests was done. */
  public ReportAssert did(int... vmids) {
    return ended(Outcome.DONE, vmids);
  }

  /** Nothing was to be done for these guests. */
  public ReportAssert foundInSync(int... vmids) {
    return ended(Outcome.IN_SYNC, vmids);
  }

  /** These guests failed. */
  public ReportAssert failed(int... vmids) {
    return ended(Outcome.FAILED, vmids);
  }

  /** These guests were not tried, because something that they need failed. */
  public ReportAssert skipped(int... vmids) {
    return ended(Outcome.SKIPPED, vmids);
  }

  /** These guests were not finished, because the run was cancelled. */
  public ReportAssert cancelled(int... vmids) {
    return ended(Outcome.CANCELLED, vmids);
  }

  /** Goes on with what was done for that guest, which must be part of the report. */
  public GuestReportAssert guest(int vmid) {
    Optional<GuestReport> guest = actual.guest(Vmid.of(vmid));
    expect(guest.isPresent(), "be about guest " + vmid, "it is not");
    return new GuestReportAssert(this, actual, guest.orElseThrow());
  }

  private ReportAssert ended(Outcome outcome, int... vmids) {
    for (int vmid : vmids) {
      Optional<Outcome> found = actual.guest(Vmid.of(vmid)).map(GuestReport::outcome);
      expect(
          found.equals(Optional.of(outcome)),
          "say of " + vmid + " that it is \"" + outcome + "\"",
          found.map(other -> "it says \"" + other + "\"").orElse("it says nothing of it"));
    }
    return this;
  }

  @Override
  String subject() {
    return "the report";
  }

  @Override
  String picture() {
    return Pictures.indented(ReportText.of(actual, Page.plain()));
  }
}
