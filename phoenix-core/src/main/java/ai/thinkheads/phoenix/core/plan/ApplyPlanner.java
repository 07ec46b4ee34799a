package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Plans that the selected guests exist as defined, one after the other. */
final class ApplyPlanner {

  private final ValidInfrastructure desired;
  private final ObservedState observed;
  private final PlanOptions options;
  private final Orphans orphans;
  private final Outsiders outsiders;
  private final OutOfReach outOfReach;

  private final List<GuestPlan> guests = new ArrayList<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Map<Vmid, TemplateSnapshot> snapshots = new HashMap<>();
  private final Map<Vmid, String> homes = new HashMap<>();

  ApplyPlanner(ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    this.desired = desired;
    this.observed = observed;
    this.options = options;
    this.orphans = Orphans.of(desired, observed, options);
    this.outsiders = new Outsiders(desired, observed, options);
    this.outOfReach = new OutOfReach(observed);
  }

  Plan plan() {
    outsiders.learn(snapshots, homes);
    guests.addAll(orphans.plans());
    desired.selected().forEach(this::add);
    problems.addAll(outOfReach.problems());
    problems.addAll(orphans.problems());
    problems.addAll(SpaceProblems.of(guests, desired.infrastructure().containers(), observed));
    return Planner.judged(desired, observed, guests, problems);
  }

  private void add(Container container) {
    GuestGoal goal = GuestGoal.of(container, desired);
    Optional<Lineage> parent =
        container.cloneSource().map(snapshots::get).map(TemplateSnapshot::lineage);
    Placement placement = new Placement(goal, desired, observed, options, homes, parent);
    homes.put(container.vmid(), placement.node());
    SortedSet<Vmid> after = after(container);
    if (placement.outOfReach().isPresent()) {
      guests.add(outOfReach.unreachable(container, placement.node(), after));
      return;
    }
    if (placement.seen().guests().containsKey(container.vmid())) {
      outOfReach.release(container, after);
    }
    GuestPlanner planner = planner(goal, placement.seen());
    GuestPlan begun = planner.plan(after, placement.begin());
    if (placement.isRestartedAgain(begun)) {
      placement.shutDownFirst();
      planner = planner(goal, placement.seen());
      begun = planner.plan(after, placement.begin());
    }
    GuestPlan guest = outOfReach.narrow(begun);
    guests.add(guest);
    if (!guest.isOutOfReach()) {
      tell(goal, placement, planner, guest);
    }
  }

  private SortedSet<Vmid> after(Container container) {
    SortedSet<Vmid> after = desired.dependencies().needs(container.vmid());
    after.retainAll(desired.selection());
    if (!observed.guests().containsKey(container.vmid())) {
      after.addAll(orphans.numbers()); // They may have its address.
    }
    return after;
  }

  private GuestPlanner planner(GuestGoal goal, ObservedState seen) {
    return new GuestPlanner(goal, desired, seen, options, snapshots);
  }

  /** What stands in the way of a guest, and what its clones will find. */
  private void tell(GuestGoal goal, Placement placement, GuestPlanner planner, GuestPlan guest) {
    problems.addAll(placement.problems());
    problems.addAll(planner.problems());
    problems.addAll(new Preflight(goal, desired, placement.seen(), options).problems(guest));
    problems.addAll(outsiders.problems(guest, snapshots));
    planner.snapshot().ifPresent(snapshot -> snapshots.put(guest.vmid(), snapshot));
  }
}
