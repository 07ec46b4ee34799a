package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.plan.Change;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanText;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Assertions about what is to be done for one guest. Made by {@link PlanAssert#guest}. */
public final class GuestPlanAssert extends PictureAssert<GuestPlanAssert, GuestPlan> {

  private final PlanAssert parent;
  private final Plan plan;

  GuestPlanAssert(PlanAssert parent, Plan plan, GuestPlan actual) {
    super(actual, GuestPlanAssert.class);
    this.parent = parent;
    this.plan = plan;
  }

  /** Goes on with another guest of the same plan. */
  public GuestPlanAssert guest(int vmid) {
    return parent.guest(vmid);
  }

  /**
   * Exactly this is done to it, in this order, in the words of the plan: {@code clone
   * 900@base-snapshot}, {@code install docker}, …
   */
  public GuestPlanAssert doesExactly(String... titles) {
    return expectExactly("do exactly this", Stream.of(titles), Deed.of(actual).stream());
  }

  /** That part of it changes, in the words of the plan: {@code memory}, {@code 2 GiB → 4 GiB}. */
  public GuestPlanAssert changes(String what, String text) {
    return expectMembers(
        "change",
        List.of(what + " " + text),
        actual.changes().stream().map(change -> change.what() + " " + change.text()).toList());
  }

  /** That part of it changes with that effect. */
  public GuestPlanAssert changes(String what, Effect effect) {
    return expectMembers(
        "change with effect",
        List.of(what + ": " + effect),
        actual.changes().stream().map(change -> change.what() + ": " + change.effect()).toList());
  }

  /** Nothing but these parts of it changes. */
  public GuestPlanAssert changesOnly(String... parts) {
    return expectExactly(
        "change only these parts",
        Arrays.stream(parts).sorted(),
        actual.changes().stream().map(Change::what).distinct().sorted());
  }

  /** It waits for these guests, whatever else it waits for. */
  public GuestPlanAssert waitsFor(int... vmids) {
    return expectMembers("wait for", Arrays.stream(vmids).boxed().toList(), actual.after());
  }

  @Override
  String subject() {
    return "the plan for " + actual.vmid() + " " + actual.name();
  }

  @Override
  String picture() {
    Plan part = new Plan(plan.infrastructure(), plan.node(), List.of(actual), List.of());
    return Pictures.indented(PlanText.withSteps(part, Page.plain()));
  }
}
