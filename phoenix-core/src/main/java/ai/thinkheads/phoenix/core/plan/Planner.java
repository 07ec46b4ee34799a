package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Computes the difference between what shall exist and what exists. Reads nothing, does nothing.
 */
public final class Planner {

  /** What is to be done so that the selected guests exist as defined. */
  public static Plan plan(ValidInfrastructure desired, ObservedState observed) {
    return plan(desired, observed, PlanOptions.defaults());
  }

  /** What is to be done so that the selected guests exist as defined, within some limits. */
  public static Plan plan(
      ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    List<GuestPlan> guests = new ArrayList<>();
    Set<Problem> problems = new LinkedHashSet<>();
    Map<Vmid, TemplateSnapshot> snapshots = new HashMap<>();
    Map<Vmid, String> homes = new HashMap<>();
    List<Container> selected = desired.selected();
    Set<Vmid> members = selected.stream().map(Container::vmid).collect(Collectors.toSet());
    OutOfReach outOfReach = new OutOfReach(observed);
    for (Container container : selected) {
      GuestGoal goal = GuestGoal.of(container, desired);
      Placement placement = new Placement(goal, desired, observed, options, homes);
      homes.put(container.vmid(), placement.node());
      SortedSet<Vmid> after = desired.dependencies().needs(container.vmid());
      after.retainAll(members);
      if (placement.outOfReach().isPresent()) {
        guests.add(outOfReach.unreachable(container, placement.node(), after));
        continue;
      }
      ObservedState seen = placement.seen();
      GuestPlanner planner = new GuestPlanner(goal, desired, seen, options, snapshots);
      GuestPlan guest = outOfReach.narrow(planner.plan(after, placement.begin()));
      guests.add(guest);
      if (guest.isOutOfReach()) {
        continue;
      }
      problems.addAll(placement.problems());
      problems.addAll(planner.problems());
      problems.addAll(new Preflight(goal, desired, seen, options).problems(guest));
      planner.snapshot().ifPresent(snapshot -> snapshots.put(container.vmid(), snapshot));
    }
    problems.addAll(outOfReach.problems());
    problems.addAll(SpaceProblems.of(guests, desired.infrastructure().containers(), observed));
    return judged(desired, observed, guests, problems);
  }

  private static Plan judged(
      ValidInfrastructure desired,
      ObservedState observed,
      List<GuestPlan> guests,
      Collection<Problem> problems) {
    List<Problem> told =
        Preflight.withoutQuorum(guests, observed).map(List::of).orElse(List.copyOf(problems));
    return new Plan(
        desired.infrastructure().name(), observed.node(), guests, told, Basis.of(guests, observed));
  }

  /** What is to be done so that the selected guests exist no more: those that need others first. */
  public static Plan planDestroy(ValidInfrastructure doomed, ObservedState observed) {
    return planDestroy(doomed, observed, PlanOptions.defaults());
  }

  /**
   * What is to be done so that the selected guests exist no more, with some consent: those that
   * need others first.
   */
  public static Plan planDestroy(
      ValidInfrastructure doomed, ObservedState observed, PlanOptions options) {
    List<Container> selected = new ArrayList<>(doomed.selected());
    Collections.reverse(selected);
    Set<Vmid> members = selected.stream().map(Container::vmid).collect(Collectors.toSet());
    List<GuestPlan> guests = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    OutOfReach outOfReach = new OutOfReach(observed);
    for (Container container : selected) {
      ObservedGuest guest = observed.guests().get(container.vmid());
      if (guest != null) {
        SortedSet<Vmid> after = new TreeSet<>(doomed.dependencies().neededBy(container.vmid()));
        after.retainAll(members);
        after.retainAll(observed.guests().keySet());
        if (observed.unreachable().containsKey(guest.node())) {
          guests.add(outOfReach.unreachable(container, guest.node(), after));
          continue;
        }
        ObservedState seen =
            observed.isObserved(guest.node()) ? observed.at(guest.node()) : observed;
        GuestPlan plan = outOfReach.narrow(destroy(container, guest, after, seen, options));
        guests.add(plan);
        if (!plan.isOutOfReach()) {
          problems.addAll(Preflight.destroyProblems(container, guest, seen, options));
        }
      }
    }
    problems.addAll(outOfReach.problems());
    return judged(doomed, observed, guests, problems);
  }

  private static GuestPlan destroy(
      Container container,
      ObservedGuest guest,
      SortedSet<Vmid> after,
      ObservedState observed,
      PlanOptions options) {
    StepList list = new StepList(guest.node());
    Debris debris = Debris.of(container, guest, observed.condition());
    list.tell("guest", "destroyed with all its data", Effect.DESTROY);
    debris.cleanUp(list, options);
    if (!debris.isHalfMade()) {
      if (guest.running()) {
        list.add(new Action.Shutdown(container.vmid()), "before it is destroyed", Effect.DESTROY);
      }
      list.add(new Action.Destroy(container.vmid()), "asked for", Effect.DESTROY);
    }
    return list.finish(container, GuestPlan.Kind.DESTROY, after);
  }

  private Planner() {}
}
