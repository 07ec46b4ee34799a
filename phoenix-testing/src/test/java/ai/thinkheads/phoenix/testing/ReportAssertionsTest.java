package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static ai.thinkheads.phoenix.testing.Steps.cloneInto;
import static ai.thinkheads.phoenix.testing.Steps.start;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.run.Failure;
import ai.thinkheads.phoenix.core.run.GuestReport;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportAssertionsTest {

  private static final Report GOOD = report(false, done(900), inSync(901));
  private static final Report BAD =
      report(
          true, done(900), failed(953), ended(950, Outcome.SKIPPED), ended(951, Outcome.CANCELLED));

  @Test
  void what_is_true_of_a_report_holds() {
    assertThat(GOOD).isSuccess().did(900).foundInSync(901);
    assertThat(BAD)
        .isFailure()
        .isCancelled()
        .did(900)
        .failed(953)
        .skipped(950)
        .cancelled(951)
        .guest(953)
        .ended(Outcome.FAILED)
        .did("clone 900@s1")
        .failedAt(start(953))
        .because("no space left")
        .guest(900)
        .ended(Outcome.DONE);
  }

  static Stream<Arguments> failures() {
    String report = "Expected the report to ";
    String guest = "Expected the report on 953 guest to ";
    return Stream.of(
        Failing.with(
            () -> assertThat(BAD).isSuccess(), report + "tell of success, but it does not"),
        Failing.with(
            () -> assertThat(GOOD).isFailure(), report + "tell of failure, but it does not"),
        Failing.with(
            () -> assertThat(GOOD).isCancelled(),
            report + "tell of a cancelled run, but nobody asked it to end"),
        Failing.with(
            () -> assertThat(GOOD).did(900, 901),
            report + "say of 901 that it is \"done\", but it says \"in sync\""),
        Failing.with(
            () -> assertThat(GOOD).foundInSync(900),
            report + "say of 900 that it is \"in sync\", but it says \"done\""),
        Failing.with(
            () -> assertThat(GOOD).failed(900),
            report + "say of 900 that it is \"failed\", but it says \"done\""),
        Failing.with(
            () -> assertThat(GOOD).skipped(900),
            report + "say of 900 that it is \"skipped\", but it says \"done\""),
        Failing.with(
            () -> assertThat(GOOD).cancelled(999),
            report + "say of 999 that it is \"cancelled\", but it says nothing of it"),
        Failing.with(
            () -> assertThat(GOOD).guest(999), report + "be about guest 999, but it is not"),
        Failing.with(
            () -> assertThat(BAD).guest(953).ended(Outcome.DONE),
            guest + "be \"done\", but it is \"failed\""),
        Failing.with(
            () -> assertThat(BAD).guest(953).did("start"),
            guest + "have done exactly this (- expected, + found)"),
        Failing.with(
            () -> assertThat(BAD).guest(953).failedAt(cloneInto(953)),
            guest + "have failed to clone 953, but it failed to [start]"),
        Failing.with(
            () -> assertThat(BAD).guest(900).failedAt(cloneInto(900)),
            "Expected the report on 900 guest to have failed to clone 900, but it did not fail"),
        Failing.with(
            () -> assertThat(BAD).guest(953).because("fire"),
            guest + "have a reason with \"fire\", but it has: no space left; make room"),
        Failing.with(
            () -> assertThat(GOOD).guest(900).because("fire"),
            "Expected the report on 900 guest to have a reason with \"fire\", but it has none"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void what_is_not_true_of_a_report_fails(ThrowingCallable assertion, String sentence) {
    Failing.check(assertion, sentence);
  }

  @Test
  void a_failure_shows_the_report() {
    Failing.message(
        () -> assertThat(BAD).isSuccess(),
        """
        Expected the report to tell of success, but it does not:

            ✓ 900 guest  clone 900@s1          done, 2.0 s
            ✗ 953 guest  start: no space left  failed
                         make room
                         done: clone 900@s1
            – 950 guest                        skipped
            – 951 guest                        not started

            Failed: 1 done, 1 failed, 1 skipped, 1 not finished, in 3.0 s.
            Mend what failed, then run the same command again: it goes on where this run ended.
        """);
  }

  private static Report report(boolean cancelled, GuestReport... guests) {
    return new Report("lab", List.of(guests), cancelled, Duration.ofSeconds(3));
  }

  private static GuestReport done(int vmid) {
    return new GuestReport(
        Vmid.of(vmid), "guest", "pve1", Outcome.DONE, Optional.empty(), List.of(cloned(vmid)));
  }

  private static GuestReport inSync(int vmid) {
    return ended(vmid, Outcome.IN_SYNC);
  }

  private static GuestReport ended(int vmid, Outcome outcome) {
    return new GuestReport(Vmid.of(vmid), "guest", "pve1", outcome, Optional.empty(), List.of());
  }

  private static GuestReport failed(int vmid) {
    Failure failure = new Failure("no space left", "make room");
    Step start = new Step("pve1", new Action.Start(Vmid.of(vmid)), "is stopped", Effect.LIVE);
    StepReport failed =
        new StepReport(start, Outcome.FAILED, Optional.of(failure), Duration.ofSeconds(1));
    return new GuestReport(
        Vmid.of(vmid),
        "guest",
        "pve1",
        Outcome.FAILED,
        Optional.of(failure),
        List.of(cloned(vmid), failed));
  }

  private static StepReport cloned(int vmid) {
    Action clone =
        new Action.CloneContainer(Vmid.of(vmid), Vmid.of(900), "s1", "guest", "local-zfs", "");
    return new StepReport(
        new Step("pve1", clone, "does not exist", Effect.CREATE),
        Outcome.DONE,
        Optional.empty(),
        Duration.ofSeconds(2));
  }
}
