package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.UnreachableNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The guests of one plan for which nothing can be done because a node cannot be reached: those on
 * it, and those that need them and are not as they shall be.
 */
final class OutOfReach {

  private final ObservedState observed;
  private final Map<Vmid, GuestPlan> guests = new LinkedHashMap<>();

  OutOfReach(ObservedState observed) {
    this.observed = observed;
  }

  /** The plan of a guest on a node that cannot be reached, or that shall live there. */
  GuestPlan unreachable(Container container, String node, SortedSet<Vmid> after) {
    StepList list = new StepList(node);
    list.tell("node", node + " cannot be reached: " + why(node).reason(), Effect.OUT_OF_REACH);
    GuestPlan plan = list.finish(container, GuestPlan.Kind.UNREACHABLE, after);
    guests.put(plan.vmid(), plan);
    return plan;
  }

  /** A container that exists needs its clone source no more, as long as nobody says so. */
  void release(Container existing, SortedSet<Vmid> after) {
    existing
        .cloneSource()
        .filter(guests::containsKey)
        .filter(source -> !existing.dependencies().contains(source))
        .ifPresent(after::remove);
  }

  /** The plan of a guest; without its steps when it waits for one that is out of reach. */
  GuestPlan narrow(GuestPlan plan) {
    Optional<GuestPlan> needed =
        plan.after().stream().filter(guests::containsKey).findFirst().map(guests::get);
    if (needed.isEmpty() || plan.steps().isEmpty()) {
      return plan;
    }
    GuestPlan skipped =
        new GuestPlan(
            plan.vmid(),
            plan.name(),
            plan.node(),
            GuestPlan.Kind.SKIPPED,
            changes(plan, needed.get()),
            List.of(),
            plan.after());
    guests.put(plan.vmid(), skipped);
    return skipped;
  }

  private static List<Change> changes(GuestPlan plan, GuestPlan needed) {
    String fate =
        needed.kind() == GuestPlan.Kind.UNREACHABLE
            ? ", which cannot be reached"
            : ", which is skipped";
    List<Change> changes = new ArrayList<>();
    changes.add(
        new Change("needs", needed.vmid() + " " + needed.name() + fate, Effect.OUT_OF_REACH));
    if (plan.kind() == GuestPlan.Kind.CHANGE || plan.kind() == GuestPlan.Kind.RESTART_PENDING) {
      plan.changes().stream()
          .map(change -> new Change(change.what(), change.text(), Effect.OUT_OF_REACH))
          .forEach(changes::add);
    }
    return changes;
  }

  /** What a user can do about it, once for each node. */
  List<Problem> problems() {
    return guests.values().stream()
        .filter(plan -> plan.kind() == GuestPlan.Kind.UNREACHABLE)
        .map(GuestPlan::node)
        .distinct()
        .map(node -> Problem.warning("node " + node, text(node), why(node).remedy()))
        .toList();
  }

  private String text(String node) {
    return "cannot be reached, so its guests are left alone: " + why(node).reason();
  }

  private UnreachableNode why(String node) {
    return Objects.requireNonNull(observed.unreachable().get(node));
  }
}
