package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.Plan;
import java.util.List;

/** Where a step of a plan stands among the others. Made by {@link PlanAssert#runs}. */
public final class StepOrder {

  private final PlanAssert parent;
  private final ExpectedStep step;
  private final List<Deed> deeds;

  StepOrder(PlanAssert parent, ExpectedStep step, List<Deed> deeds) {
    this.parent = parent;
    this.step = step;
    this.deeds = deeds;
  }

  /**
   * It comes after that other step, which the plan must have too. What is said is what is sure: two
   * guests of which neither waits for the other are worked on side by side.
   */
  public StepOrder after(ExpectedStep other) {
    List<Deed> others = parent.runs(other).deeds;
    return ordered(isOrdered(others, deeds), "after", other);
  }

  /** It comes before that other step, which the plan must have too. */
  public StepOrder before(ExpectedStep other) {
    List<Deed> others = parent.runs(other).deeds;
    return ordered(isOrdered(deeds, others), "before", other);
  }

  /** It has that effect on what runs. */
  public StepOrder withEffect(Effect effect) {
    List<Effect> effects = deeds.stream().map(deed -> deed.step().effect()).distinct().toList();
    parent.expect(
        effects.equals(List.of(effect)),
        step + " with effect \"" + effect + "\"",
        "that has " + effects);
    return this;
  }

  /** The plan has that step as well; goes on with that one. */
  public StepOrder runs(ExpectedStep another) {
    return parent.runs(another);
  }

  /** The plan has no such step. */
  public StepOrder doesNotRun(ExpectedStep another) {
    parent.doesNotRun(another);
    return this;
  }

  private boolean isOrdered(List<Deed> first, List<Deed> second) {
    Plan plan = parent.plan();
    return second.stream()
        .allMatch(late -> first.stream().allMatch(early -> late.isAfter(early, plan)));
  }

  private StepOrder ordered(boolean ordered, String order, ExpectedStep other) {
    parent.expect(ordered, step + " " + order + " " + other, "nothing makes sure of that");
    return this;
  }
}
