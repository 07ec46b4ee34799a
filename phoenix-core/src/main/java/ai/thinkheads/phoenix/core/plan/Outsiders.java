package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/** What selected guests need that was not selected with them, and so is taken as it is. */
final class Outsiders {

  private final ValidInfrastructure desired;
  private final ObservedState observed;
  private final PlanOptions options;
  private final SortedSet<Vmid> members;

  Outsiders(ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    this.desired = desired;
    this.observed = observed;
    this.options = options;
    this.members = desired.selection();
  }

  /**
   * Finds out where those that exist live, and what clones find in them.
   *
   * @param snapshots gets their template snapshots
   * @param homes gets their nodes
   */
  void learn(Map<Vmid, TemplateSnapshot> snapshots, Map<Vmid, String> homes) {
    SortedSet<Vmid> needed = desired.dependencies().closure(members);
    needed.removeAll(members);
    for (Container container : desired.inOrder(needed)) {
      Optional.ofNullable(observed.guests().get(container.vmid()))
          .ifPresent(
              guest -> {
                homes.put(container.vmid(), guest.node());
                snapshotOf(container, guest, snapshots)
                    .ifPresent(snapshot -> snapshots.put(container.vmid(), snapshot));
              });
    }
  }

  private Optional<TemplateSnapshot> snapshotOf(
      Container container, ObservedGuest guest, Map<Vmid, TemplateSnapshot> snapshots) {
    GuestGoal goal = GuestGoal.of(container, desired);
    ObservedState seen = observed.isObserved(guest.node()) ? observed.at(guest.node()) : observed;
    return new GuestPlanner(goal, desired, seen, options, snapshots).presentSnapshot();
  }

  /**
   * What a selected guest lacks of them.
   *
   * @param snapshots all template snapshots that exist or are part of the plan
   */
  List<Problem> problems(GuestPlan plan, Map<Vmid, TemplateSnapshot> snapshots) {
    Container container =
        Objects.requireNonNull(desired.infrastructure().containers().get(plan.vmid()));
    List<Problem> problems = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step.action() instanceof Action.CloneContainer clone
          && !members.contains(clone.source())
          && !snapshots.containsKey(clone.source())) {
        problems.add(
            Problem.error(
                container.title(),
                "cannot be cloned: "
                    + named(clone.source())
                    + " has no snapshot "
                    + clone.snapshot()
                    + " yet, and is not part of this",
                "leave out --only, so that it is made first"));
      }
    }
    for (Vmid needed : container.dependencies()) {
      if (!plan.steps().isEmpty() && !members.contains(needed) && !isRunning(needed)) {
        problems.add(
            Problem.warning(
                container.title(),
                "needs " + named(needed) + ", which does not run and is not part of this",
                "leave out --only, so that it is started first"));
      }
    }
    return problems;
  }

  private boolean isRunning(Vmid vmid) {
    return Optional.ofNullable(observed.guests().get(vmid))
        .filter(guest -> guest.running() || !observed.isObserved(guest.node()))
        .isPresent();
  }

  private String named(Vmid vmid) {
    return Optional.ofNullable(desired.infrastructure().containers().get(vmid))
        .map(container -> vmid + " " + container.name())
        .orElse(vmid.toString());
  }
}
