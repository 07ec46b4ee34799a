package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanText;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Assertions about what is to be done. Made by {@link PhoenixAssertions}. */
public final class PlanAssert extends PictureAssert<PlanAssert, Plan> {

  PlanAssert(Plan actual) {
    super(actual, PlanAssert.class);
  }

  /** Nothing is to be done. */
  public PlanAssert isEmpty() {
    return expect(actual.isEmpty(), "be empty", "there is something to do");
  }

  /** Nothing stands in the way of running it. */
  public PlanAssert isRunnable() {
    return expectExactly(
        "be runnable, without errors",
        Stream.of(),
        actual.problems().stream().filter(Problem::isError));
  }

  /** It cannot be run, or warns, because of something that contains that text. */
  public PlanAssert hasProblem(String text) {
    return expect(
        actual.problems().stream().anyMatch(problem -> problem.toString().contains(text)),
        "have a problem with \"" + text + "\"",
        actual.problems().isEmpty() ? "it has none" : "it has others");
  }

  /** These guests are made, whatever becomes of others. */
  public PlanAssert creates(int... vmids) {
    return becomes(GuestPlan.Kind.CREATE, "create", vmids);
  }

  /** These guests are changed, whatever becomes of others. */
  public PlanAssert changes(int... vmids) {
    return becomes(GuestPlan.Kind.CHANGE, "change", vmids);
  }

  /** These guests are destroyed and made again, whatever becomes of others. */
  public PlanAssert replaces(int... vmids) {
    return becomes(GuestPlan.Kind.REPLACE, "replace", vmids);
  }

  /** These guests are destroyed, whatever becomes of others. */
  public PlanAssert destroys(int... vmids) {
    return becomes(GuestPlan.Kind.DESTROY, "destroy", vmids);
  }

  /** These guests are as they shall be, whatever becomes of others. */
  public PlanAssert leavesAlone(int... vmids) {
    return becomes(GuestPlan.Kind.IN_SYNC, "leave alone", vmids);
  }

  /** It is about these guests and no others, in any order. */
  public PlanAssert hasOnlyGuests(int... vmids) {
    return expectExactly(
        "be about exactly these guests",
        Arrays.stream(vmids).sorted().boxed(),
        actual.guests().stream().map(GuestPlan::vmid).sorted());
  }

  /** No guest is restarted. */
  public PlanAssert restartsNothing() {
    return has(step -> step.effect() == Effect.RESTART, "restart nothing", "it restarts");
  }

  /** No guest is destroyed, not even to be made anew. */
  public PlanAssert destroysNothing() {
    return has(step -> step.action() instanceof Action.Destroy, "destroy nothing", "it destroys");
  }

  /** It has that step; goes on with where it stands among others. */
  public StepOrder runs(ExpectedStep step) {
    List<Deed> deeds = step.among(Deed.of(actual));
    expect(!deeds.isEmpty(), step.toString(), "it does not");
    return new StepOrder(this, step, deeds);
  }

  /** It has no such step. */
  public PlanAssert doesNotRun(ExpectedStep step) {
    return expect(step.among(Deed.of(actual)).isEmpty(), "not " + step, "it does");
  }

  /** Goes on with what is to be done for that guest, which must be part of the plan. */
  public GuestPlanAssert guest(int vmid) {
    Optional<GuestPlan> guest = actual.guest(Vmid.of(vmid));
    expect(guest.isPresent(), "be about guest " + vmid, "it is not");
    return new GuestPlanAssert(this, actual, guest.orElseThrow());
  }

  Plan plan() {
    return actual;
  }

  private PlanAssert becomes(GuestPlan.Kind kind, String verb, int... vmids) {
    for (int vmid : vmids) {
      Optional<GuestPlan> guest = actual.guest(Vmid.of(vmid));
      String instead =
          guest.map(other -> "it would " + fate(other.kind())).orElse("it is not about " + vmid);
      expect(
          guest.filter(plan -> plan.kind() == kind).isPresent(),
          verb + " " + vmid,
          instead,
          this::overview);
    }
    return this;
  }

  private static String fate(GuestPlan.Kind kind) {
    return switch (kind) {
      case CREATE -> "create it";
      case CHANGE -> "change it";
      case RESTART_PENDING -> "bring pending changes into force";
      case IN_SYNC -> "leave it alone";
      case REPLACE -> "replace it";
      case DESTROY -> "destroy it";
      case UNREACHABLE -> "find it out of reach";
      case SKIPPED -> "skip it";
    };
  }

  private PlanAssert has(Predicate<Step> unwanted, String expectation, String instead) {
    List<Vmid> guests =
        actual.guests().stream()
            .filter(guest -> guest.steps().stream().anyMatch(unwanted))
            .map(GuestPlan::vmid)
            .toList();
    return expect(guests.isEmpty(), expectation, instead + " " + guests);
  }

  @Override
  String subject() {
    return "the plan";
  }

  private String overview() {
    return Pictures.indented(PlanText.of(actual, Page.plain()));
  }

  @Override
  String picture() {
    return Pictures.indented(PlanText.withSteps(actual, Page.plain()));
  }
}
