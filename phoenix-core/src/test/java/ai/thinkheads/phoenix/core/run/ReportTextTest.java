package ai.thinkheads.phoenix.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.text.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  @Test
  void a_report_says_what_was_done_what_failed_and_what_was_left_out() {
    Report report =
        new Report(
            "ai-lab",
            List.of(
                guest(900, "base", Outcome.IN_SYNC, Optional.empty()),
                guest(
                    902,
                    "docker",
                    Outcome.DONE,
                    Optional.empty(),
                    step(start(902), Outcome.DONE, 2),
                    step(snapshot(902), Outcome.DONE, 10)),
                guest(
                    950,
                    "vllm-granite",
                    Outcome.FAILED,
                    failure("exit status 1: no space left", "free space on pool0"),
                    step(start(950), Outcome.DONE, 3),
                    step(snapshot(950), Outcome.FAILED, 1),
                    step(start(950), Outcome.SKIPPED, 0)),
                guest(953, "nginx", Outcome.SKIPPED, failure("needs 950, which failed", ""))),
            false,
            Duration.ofSeconds(73));

    String text = ReportText.of(report, Page.plain());

    assertThat(text)
        .isEqualTo(
            """
            ✓ 902 docker        start, snapshot done-snapshot                         done, 12 s
            ✗ 950 vllm-granite  snapshot done-snapshot: exit status 1: no space left  failed
                                free space on pool0
                                done: start
                                not done: start
            – 953 nginx         needs 950, which failed                               skipped

            Failed: 1 done, 1 in sync, 1 failed, 1 skipped, in 1 min 13 s.
            Mend what failed, then run the same command again: it goes on where this run ended.
            """);
  }

  @Test
  void a_cancelled_run_says_what_was_not_begun() {
    Report report =
        new Report(
            "ai-lab",
            List.of(
                guest(
                    902,
                    "docker",
                    Outcome.CANCELLED,
                    Optional.empty(),
                    step(start(902), Outcome.DONE, 2),
                    step(snapshot(902), Outcome.CANCELLED, 0)),
                guest(
                    950,
                    "granite",
                    Outcome.CANCELLED,
                    Optional.empty(),
                    step(start(950), Outcome.CANCELLED, 0))),
            true,
            Duration.ofMillis(2345));

    String text = ReportText.of(report, Page.plain());

    assertThat(text)
        .isEqualTo(
            """
            – 902 docker                                     broken off
                           done: start
                           not done: snapshot done-snapshot
            – 950 granite                                    not started

            Cancelled: 2 not finished, in 2.3 s.
            Run the same command again: it goes on where this run ended.
            """);
    assertThat(ReportText.ofSavedPlan(report, Page.plain()))
        .endsWith("Make a new plan: it goes on where this run ended.\n");
  }

  @Test
  void a_run_that_had_nothing_to_do_is_one_line() {
    Report report =
        new Report(
            "ai-lab",
            List.of(guest(900, "base", Outcome.IN_SYNC, Optional.empty())),
            false,
            Duration.ZERO);

    String text = ReportText.of(report, Page.plain());

    assertThat(text).isEqualTo("Done: 1 in sync, in 0.0 s.\n");
  }

  private static GuestReport guest(
      int vmid, String name, Outcome outcome, Optional<Failure> failure, StepReport... steps) {
    return new GuestReport(Vmid.of(vmid), name, "pve1", outcome, failure, List.of(steps));
  }

  private static Optional<Failure> failure(String message, String remedy) {
    return Optional.of(new Failure(message, remedy));
  }

  private static StepReport step(Action action, Outcome outcome, int seconds) {
    return new StepReport(
        new Step("pve1", action, "it is wanted", Effect.CREATE),
        outcome,
        Optional.empty(),
        Duration.ofSeconds(seconds));
  }

  private static Action start(int vmid) {
    return new Action.Start(Vmid.of(vmid));
  }

  private static Action snapshot(int vmid) {
    return new Action.TakeSnapshot(Vmid.of(vmid), "done-snapshot", "");
  }
}
