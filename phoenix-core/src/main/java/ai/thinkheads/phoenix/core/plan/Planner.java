package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
    List<Problem> problems = new ArrayList<>();
    Map<Vmid, TemplateSnapshot> snapshots = new HashMap<>();
    List<Container> selected = desired.selected();
    Set<Vmid> members = selected.stream().map(Container::vmid).collect(Collectors.toSet());
    for (Container container : selected) {
      GuestGoal goal = GuestGoal.of(container, desired);
      GuestPlanner planner = new GuestPlanner(goal, desired, observed, options, snapshots);
      SortedSet<Vmid> after = desired.dependencies().needs(container.vmid());
      after.retainAll(members);
      GuestPlan guest = planner.plan(after);
      guests.add(guest);
      problems.addAll(planner.problems());
      problems.addAll(new Preflight(goal, observed).problems(guest));
      planner.snapshot().ifPresent(snapshot -> snapshots.put(container.vmid(), snapshot));
    }
    return new Plan(desired.infrastructure().name(), observed.node(), guests, problems);
  }

  /** What is to be done so that the selected guests exist no more: those that need others first. */
  public static Plan planDestroy(ValidInfrastructure doomed, ObservedState observed) {
    List<Container> selected = new ArrayList<>(doomed.selected());
    Collections.reverse(selected);
    Set<Vmid> members = selected.stream().map(Container::vmid).collect(Collectors.toSet());
    List<GuestPlan> guests = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Container container : selected) {
      ObservedGuest guest = observed.guests().get(container.vmid());
      if (guest != null) {
        SortedSet<Vmid> after = new TreeSet<>(doomed.dependencies().neededBy(container.vmid()));
        after.retainAll(members);
        after.retainAll(observed.guests().keySet());
        guests.add(destroy(container, guest, after));
        problems.addAll(Preflight.destroyProblems(container, guest, observed.node()));
      }
    }
    return new Plan(doomed.infrastructure().name(), observed.node(), guests, problems);
  }

  private static GuestPlan destroy(
      Container container, ObservedGuest guest, SortedSet<Vmid> after) {
    Vmid vmid = container.vmid();
    String node = guest.node();
    List<Step> steps = new ArrayList<>();
    if (guest.running()) {
      steps.add(
          new Step(node, new Action.Shutdown(vmid), "before it is destroyed", Effect.DESTROY));
    }
    steps.add(new Step(node, new Action.Destroy(vmid), "asked for", Effect.DESTROY));
    Change change = new Change("guest", "destroyed with all its data", Effect.DESTROY);
    return new GuestPlan(
        vmid, container.name(), node, GuestPlan.Kind.DESTROY, List.of(change), steps, after);
  }

  private Planner() {}
}
