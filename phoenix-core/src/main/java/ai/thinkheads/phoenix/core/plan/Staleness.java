package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.UnreachableNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Why a plan that was made before cannot be carried out any more. */
final class Staleness {

  private static final String REMEDY = "make a new plan";
  private static final String NEEDED = "is needed, and ";

  private final Plan plan;
  private final ObservedState was;
  private final ObservedState is;
  private final List<Problem> problems = new ArrayList<>();

  /** The guests that others, which are changed, need, each with its snapshots that are copied. */
  private final Map<Vmid, Set<String>> needed = new TreeMap<>();

  private Staleness(Plan plan, ObservedState is) {
    this.plan = plan;
    this.was = plan.basis();
    this.is = is;
  }

  /**
   * An error for each guest and each node on which something changed that the plan relies on, and a
   * warning for each guest of the plan that changed without being touched by it.
   */
  static List<Problem> of(Plan plan, ObservedState now) {
    Staleness staleness = new Staleness(plan, now);
    if (!now.node().canBe(plan.basis().node())) {
      return List.of(elsewhere(plan.basis().here(), now.here()));
    }
    staleness.was.nodes().values().forEach(staleness::node);
    staleness.findNeeded();
    plan.guests().forEach(staleness::guest);
    staleness.needed.keySet().stream()
        .filter(vmid -> plan.guest(vmid).isEmpty())
        .forEach(staleness::neighbour);
    return staleness.problems;
  }

  private static Problem elsewhere(String there, String here) {
    String other = here.equals(there) ? "another machine of that name" : here;
    return Problem.error(
        "the plan",
        "was made on node " + there + ", and this is " + other,
        "connect to that " + there + ", or " + REMEDY);
  }

  private void node(ObservedNode old) {
    ObservedNode now = is.nodes().get(old.name());
    if (now == null) {
      error("node " + old.name(), unreachable(old.name()));
      return;
    }
    List<String> phrases = NodeChanges.between(old, now);
    if (!phrases.isEmpty()) {
      error("node " + old.name(), changed(phrases));
    }
  }

  private String unreachable(String node) {
    UnreachableNode reason = is.unreachable().get(node);
    return reason == null ? "is not there any more" : "cannot be reached: " + reason.reason();
  }

  private void findNeeded() {
    for (GuestPlan guest : plan.guests()) {
      if (!guest.steps().isEmpty()) {
        guest.after().forEach(vmid -> needed.computeIfAbsent(vmid, key -> new HashSet<>()));
      }
      for (Step step : guest.steps()) {
        if (step.action() instanceof Action.CloneContainer clone) {
          needed.computeIfAbsent(clone.source(), key -> new HashSet<>()).add(clone.snapshot());
        }
      }
    }
  }

  private void guest(GuestPlan guest) {
    Optional<ObservedGuest> old = Optional.ofNullable(was.guests().get(guest.vmid()));
    Optional<ObservedGuest> now = Optional.ofNullable(is.guests().get(guest.vmid()));
    boolean reached = now.isEmpty() || is.isObserved(now.get().node());
    if (!reached || guest.isOutOfReach()) {
      return; // Little is known of it; a node that cannot be reached any more is told as such.
    }
    String title = "container " + guest.vmid() + " \"" + guest.name() + "\"";
    List<String> all = GuestChanges.between(old, now);
    if (!guest.steps().isEmpty()) {
      List<String> phrases = new ArrayList<>(all);
      around(guest, phrases);
      if (!phrases.isEmpty()) {
        error(title, changed(phrases));
      }
      return;
    }
    List<String> relied =
        needed.containsKey(guest.vmid())
            ? GuestChanges.ofPresence(old, now, needed.getOrDefault(guest.vmid(), Set.of()))
            : List.of();
    if (!relied.isEmpty()) {
      error(title, NEEDED + changed(relied));
    } else if (!all.isEmpty()) {
      problems.add(
          Problem.warning(
              title, changed(all) + "; the plan leaves it as it is", "to mend it, " + REMEDY));
    }
  }

  /** One that is needed and no part of the plan. */
  private void neighbour(Vmid vmid) {
    List<String> relied =
        GuestChanges.ofPresence(
            Optional.ofNullable(was.guests().get(vmid)),
            Optional.ofNullable(is.guests().get(vmid)),
            needed.getOrDefault(vmid, Set.of()));
    if (!relied.isEmpty()) {
      error("container " + vmid, NEEDED + changed(relied));
    }
  }

  /** What its node and its cluster keep about a guest. */
  private void around(GuestPlan guest, List<String> phrases) {
    if (!was.isObserved(guest.node()) || !is.isObserved(guest.node())) {
      return;
    }
    NodeCondition old = was.at(guest.node()).condition();
    NodeCondition now = is.at(guest.node()).condition();
    String kept = old.managed().getOrDefault(guest.vmid(), "ignored");
    String keeps = now.managed().getOrDefault(guest.vmid(), "ignored");
    if (!keeps.equals(kept)) {
      phrases.add("HA state was " + kept + ", is " + keeps);
    }
    if (old.supply().isPresent() && now.supply().isPresent()) {
      Optional<String> pool = old.supply().get().poolOf(guest.vmid());
      Optional<String> other = now.supply().get().poolOf(guest.vmid());
      if (!pool.equals(other)) {
        phrases.add("pool was " + pool.orElse("none") + ", is " + other.orElse("none"));
      }
    }
    tasks(guest, old, now).forEach(task -> phrases.add(task + " goes on"));
  }

  /** What goes on now and may be at work on what the plan would clean up. */
  private static List<NodeTask> tasks(GuestPlan guest, NodeCondition old, NodeCondition now) {
    if (guest.steps().stream().map(Step::action).noneMatch(Staleness::isCleanUp)) {
      return List.of();
    }
    return now.tasks().stream()
        .filter(task -> !old.tasks().contains(task))
        .filter(
            task ->
                task.id().isEmpty()
                    || task.isAbout(guest.vmid())
                    || guest.after().stream().anyMatch(task::isAbout))
        .toList();
  }

  private static boolean isCleanUp(Action action) {
    return action instanceof Action.Unlock
        || action instanceof Action.RemoveHalfMade
        || (action instanceof Action.DeleteSnapshot delete && delete.force());
  }

  private static String changed(List<String> phrases) {
    return "changed since the plan was made (" + String.join("; ", phrases) + ")";
  }

  private void error(String path, String message) {
    problems.add(Problem.error(path, message, REMEDY));
  }
}
