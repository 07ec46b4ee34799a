package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static ai.thinkheads.phoenix.testing.Steps.awaitHealth;
import static ai.thinkheads.phoenix.testing.Steps.cloneInto;
import static ai.thinkheads.phoenix.testing.Steps.configure;
import static ai.thinkheads.phoenix.testing.Steps.createFromImage;
import static ai.thinkheads.phoenix.testing.Steps.destroy;
import static ai.thinkheads.phoenix.testing.Steps.grow;
import static ai.thinkheads.phoenix.testing.Steps.install;
import static ai.thinkheads.phoenix.testing.Steps.makeDirectory;
import static ai.thinkheads.phoenix.testing.Steps.restart;
import static ai.thinkheads.phoenix.testing.Steps.runApplication;
import static ai.thinkheads.phoenix.testing.Steps.shutdown;
import static ai.thinkheads.phoenix.testing.Steps.snapshot;
import static ai.thinkheads.phoenix.testing.Steps.start;
import static ai.thinkheads.phoenix.testing.Steps.writeFirewall;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanText;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanAssertionsTest {

  /** Everything is made. */
  private static final Plan FIRST = TestLab.plan(TestLab.node());

  /** The gateway exists, with less memory and more cores than it shall have. */
  private static final Plan SECOND = TestLab.plan(TestLab.node(TestLab.gateway()));

  /** Nothing is to be done. */
  private static final Plan NOTHING = plan(guest(GuestPlan.Kind.IN_SYNC));

  private static final Plan RESTART =
      plan(
          guest(
              GuestPlan.Kind.CHANGE,
              new Step("pve1", new Action.Restart(Vmid.of(953)), "flags", Effect.RESTART)));

  private static final Plan DESTROY =
      plan(
          guest(
              GuestPlan.Kind.DESTROY,
              new Step(
                  "pve1", new Action.Destroy(Vmid.of(953), true), "asked for", Effect.DESTROY)));

  @Test
  void what_is_true_of_a_plan_holds() {
    assertThat(FIRST)
        .isRunnable()
        .hasOnlyGuests(900, 950, 953)
        .creates(900, 953)
        .creates(950)
        .restartsNothing()
        .destroysNothing()
        .doesNotRun(destroy(950));
    assertThat(SECOND).changes(953).guest(953).changesOnly("memory", "cores");
    assertThat(NOTHING).isEmpty().leavesAlone(953);
    assertThat(DESTROY).destroys(953).runs(destroy(953)).withEffect(Effect.DESTROY);
    assertThat(RESTART).runs(restart(953)).withEffect(Effect.RESTART);
    assertThat(plan(Problem.error("node", "is on fire", ""))).hasProblem("on fire");
  }

  @Test
  void a_step_is_sure_to_come_after_all_that_its_guest_waits_for() {
    assertThat(FIRST)
        .runs(cloneInto(950))
        .after(snapshot(900))
        .after(start(953))
        .after(createFromImage(900))
        .before(install(950, "docker"))
        .runs(runApplication(950))
        .after(install(950, "docker"))
        .before(awaitHealth(950))
        .runs(snapshot(900))
        .after(shutdown(900))
        .before(cloneInto(953))
        .runs(configure(950))
        .after(makeDirectory(950))
        .before(grow(950))
        .doesNotRun(writeFirewall(950));
  }

  @Test
  void what_is_done_for_one_guest_is_told_in_the_words_of_the_plan() {
    assertThat(FIRST)
        .guest(953)
        .doesExactly("clone 900@base-snapshot", "set net0", "start")
        .waitsFor(900)
        .guest(950)
        .waitsFor(900, 953)
        .changes("rootfs", "8 GiB → 16 GiB");
    assertThat(SECOND).guest(953).changes("memory", "1 GiB → 2 GiB").changes("memory", Effect.LIVE);
  }

  static Stream<Arguments> failures() {
    String plan = "Expected the plan to ";
    String gateway = "Expected the plan for 953 gateway to ";
    return Stream.of(
        Failing.with(
            () -> assertThat(FIRST).isEmpty(), plan + "be empty, but there is something to do"),
        Failing.with(
            () -> assertThat(plan(Problem.error("node", "is on fire", ""))).isRunnable(),
            plan + "be runnable, without errors (- expected, + found)"),
        Failing.with(
            () -> assertThat(FIRST).hasProblem("fire"),
            plan + "have a problem with \"fire\", but it has none"),
        Failing.with(
            () -> assertThat(plan(Problem.error("node", "is on fire", ""))).hasProblem("water"),
            plan + "have a problem with \"water\", but it has others"),
        Failing.with(
            () -> assertThat(SECOND).creates(900, 953),
            plan + "create 953, but it would change it"),
        Failing.with(
            () -> assertThat(FIRST).changes(953), plan + "change 953, but it would create it"),
        Failing.with(
            () -> assertThat(NOTHING).destroys(953),
            plan + "destroy 953, but it would leave it alone"),
        Failing.with(
            () -> assertThat(DESTROY).leavesAlone(953),
            plan + "leave alone 953, but it would destroy it"),
        Failing.with(
            () -> assertThat(FIRST).creates(999), plan + "create 999, but it is not about 999"),
        Failing.with(
            () -> assertThat(FIRST).hasOnlyGuests(900, 950),
            plan + "be about exactly these guests (- expected, + found)"),
        Failing.with(
            () -> assertThat(RESTART).restartsNothing(),
            plan + "restart nothing, but it restarts [953]"),
        Failing.with(
            () -> assertThat(DESTROY).destroysNothing(),
            plan + "destroy nothing, but it destroys [953]"),
        Failing.with(
            () -> assertThat(FIRST).runs(destroy(950)), plan + "destroy 950, but it does not"),
        Failing.with(
            () -> assertThat(FIRST).runs(install(953, "docker")),
            plan + "install docker in 953, but it does not"),
        Failing.with(
            () -> assertThat(FIRST).doesNotRun(start(953)), plan + "not start 953, but it does"),
        Failing.with(
            () -> assertThat(FIRST).runs(cloneInto(953)).doesNotRun(start(953)),
            plan + "not start 953, but it does"),
        Failing.with(
            () -> assertThat(FIRST).runs(cloneInto(953)).after(cloneInto(950)),
            plan + "clone 953 after clone 950, but nothing makes sure of that"),
        Failing.with(
            () -> assertThat(FIRST).runs(cloneInto(953)).before(createFromImage(900)),
            plan + "clone 953 before create 900, but nothing makes sure of that"),
        Failing.with(
            () -> assertThat(FIRST).runs(cloneInto(953)).after(destroy(950)),
            plan + "destroy 950, but it does not"),
        Failing.with(
            () -> assertThat(FIRST).runs(cloneInto(953)).withEffect(Effect.RESTART),
            plan + "clone 953 with effect \"restart\", but that has [create]"),
        Failing.with(
            () -> assertThat(FIRST).guest(999), plan + "be about guest 999, but it is not"),
        Failing.with(
            () -> assertThat(FIRST).guest(953).doesExactly("start"),
            gateway + "do exactly this (- expected, + found)"),
        Failing.with(
            () -> assertThat(SECOND).guest(953).changes("memory", "1 GiB → 4 GiB"),
            gateway + "change memory 1 GiB → 4 GiB (- expected, + found)"),
        Failing.with(
            () -> assertThat(SECOND).guest(953).changes("memory", Effect.RESTART),
            gateway + "change with effect memory: restart (- expected, + found)"),
        Failing.with(
            () -> assertThat(SECOND).guest(953).changesOnly("memory"),
            gateway + "change only these parts (- expected, + found)"),
        Failing.with(
            () -> assertThat(FIRST).guest(953).waitsFor(950),
            gateway + "wait for 950 (- expected, + found)"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void what_is_not_true_of_a_plan_fails(ThrowingCallable assertion, String sentence) {
    Failing.check(assertion, sentence);
  }

  @Test
  void a_failure_shows_the_plan() {
    Failing.message(
        () -> assertThat(SECOND).creates(953),
        "Expected the plan to create 953, but it would change it:\n\n"
            + Pictures.indented(PlanText.of(SECOND, Page.plain())));
  }

  @Test
  void a_failure_about_steps_shows_the_plan_with_its_steps() {
    Failing.message(
        () -> assertThat(SECOND).runs(destroy(953)),
        "Expected the plan to destroy 953, but it does not:\n\n"
            + Pictures.indented(PlanText.withSteps(SECOND, Page.plain())));
  }

  @Test
  void a_failure_shows_what_else_is_done_and_what_is_not() {
    Failing.message(
        () -> assertThat(FIRST).guest(953).doesExactly("clone 900@base-snapshot", "restart"),
        """
        Expected the plan for 953 gateway to do exactly this (- expected, + found):

            clone 900@base-snapshot
          - restart
          + set net0
          + start
        """);
  }

  private static GuestPlan guest(GuestPlan.Kind kind, Step... steps) {
    return new GuestPlan(
        Vmid.of(953), "gateway", "pve1", kind, List.of(), List.of(steps), new TreeSet<>());
  }

  private static Plan plan(GuestPlan guest) {
    return new Plan("lab", TestLab.node().node(), List.of(guest), List.of());
  }

  private static Plan plan(Problem problem) {
    return new Plan("lab", TestLab.node().node(), List.of(), List.of(problem));
  }
}
