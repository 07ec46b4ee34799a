package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
    return new ApplyPlanner(desired, observed, options).plan();
  }

  /**
   * What has to be looked at for all that may be planned, once it is known what exists: what left
   * the definition may live on a node where nothing of it lives any more.
   *
   * @param observed what was found when that was looked at which the definition names
   * @return that same scope, or a wider one, for which it takes a second look
   */
  public static ObservationScope scope(
      ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    ObservationScope scope = desired.scope();
    if (!options.prune() || !desired.isWhole()) {
      return scope;
    }
    SortedSet<Vmid> guests = new TreeSet<>(scope.guests());
    Orphans.find(desired, observed)
        .forEach(
            (vmid, guest) -> {
              if (!observed.isObserved(guest.node())) {
                guests.add(vmid);
              }
            });
    return new ObservationScope(guests, scope.paths(), scope.nodes());
  }

  static Plan judged(
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
    List<GuestPlan> guests = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    OutOfReach outOfReach = new OutOfReach(observed);
    for (Container container : selected) {
      ObservedGuest guest = observed.guests().get(container.vmid());
      if (guest != null) {
        SortedSet<Vmid> dependents = doomed.dependencies().neededBy(container.vmid());
        dependents.retainAll(observed.guests().keySet());
        SortedSet<Vmid> after = new TreeSet<>(dependents);
        after.retainAll(doomed.selection());
        if (observed.unreachable().containsKey(guest.node())) {
          guests.add(outOfReach.unreachable(container, guest.node(), after));
          continue;
        }
        Destruction destruction = new Destruction(container, guest, observed, options);
        GuestPlan plan =
            outOfReach.narrow(destruction.plan("destroyed with all its data", "asked for", after));
        guests.add(plan);
        if (!plan.isOutOfReach()) {
          problems.addAll(destruction.problems(doomed.selection()));
          dependents.removeAll(doomed.selection());
          left(container, doomed.inOrder(dependents), options).ifPresent(problems::add);
        }
      }
    }
    problems.addAll(outOfReach.problems());
    return judged(doomed, observed, guests, problems);
  }

  /** What is told of those that need a destroyed container and stay. */
  private static Optional<Problem> left(
      Container container, List<Container> dependents, PlanOptions options) {
    if (dependents.isEmpty()) {
      return Optional.empty();
    }
    String named =
        dependents.stream()
            .map(dependent -> dependent.vmid() + " " + dependent.name())
            .collect(Collectors.joining(", "));
    return Optional.of(
        options.leaveDependents()
            ? Problem.warning(
                container.title(),
                "is needed by " + named + ", left without it",
                "make it again with phoenix apply")
            : Problem.error(
                container.title(),
                "is still needed by " + named,
                "add --dependents to destroy first what needs it, or --only to leave that without"
                    + " it"));
  }

  private Planner() {}
}
