package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The steps and differences of one container as they are found, in the order of doing. */
final class StepList {

  private final List<Step> steps = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Action.Migrate> arrival = new ArrayList<>();
  private Optional<String> birthStorage = Optional.empty();
  private String node;

  /**
   * @param node the node that the first step is done on
   */
  StepList(String node) {
    this.node = node;
  }

  /** Has all further steps done on another node: the container is there from now on. */
  void moveTo(String other) {
    node = other;
  }

  /**
   * The container is made on the present node and moved from there.
   *
   * @param storage where its volumes are made
   */
  void bornHere(String storage, Action.Migrate move) {
    birthStorage = Optional.of(storage);
    arrival.add(move);
    tell("node", "made on " + node + ", moved to " + move.target(), Effect.CREATE);
  }

  /** Where its volumes are made when they shall be on that storage in the end. */
  String birthStorage(String storage) {
    return birthStorage.orElse(storage);
  }

  /** Moves the container that has just been made to where it shall live, when that is elsewhere. */
  void arrive() {
    for (Action.Migrate move : arrival) {
      add(move, "shall live there", Effect.CREATE);
      moveTo(move.target());
    }
    arrival.clear();
  }

  void add(Action action, String reason, Effect effect) {
    addOn(node, action, reason, effect);
  }

  /** A step on another node than the present one. */
  void addOn(String other, Action action, String reason, Effect effect) {
    steps.add(new Step(other, action, reason, effect));
  }

  /** Adds a step before the template's snapshot is taken, if it is: at the end else. */
  void addBeforeSnapshot(Action action, String reason, Effect effect) {
    steps.add(snapshotIndex(steps), new Step(node, action, reason, effect));
  }

  /** Where the template's snapshot is taken; the end when it is not. */
  static int snapshotIndex(List<Step> steps) {
    int index = 0;
    while (index < steps.size() && !(steps.get(index).action() instanceof Action.TakeSnapshot)) {
      index++;
    }
    return index;
  }

  void tell(String what, String text, Effect effect) {
    tell(List.of(new Change(what, text, effect)));
  }

  void tell(List<Change> more) {
    changes.addAll(more);
  }

  /** Whether something is told that only a restart brings about. */
  boolean isWaiting() {
    return changes.stream().anyMatch(change -> change.effect() == Effect.NEXT_START);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /**
   * The digest that a step sends with a change of the guest's configuration: none when a step
   * before it changes that configuration.
   */
  Optional<String> digestOf(ObservedGuest guest) {
    boolean unchanged =
        steps.stream()
            .map(Step::action)
            .allMatch(
                action ->
                    action instanceof Action.MakeDirectory
                        || action instanceof Action.WriteFirewall
                        || action instanceof Action.JoinPool);
    return unchanged ? Optional.of(guest.config().digest()) : Optional.empty();
  }

  /** Whether something has that effect, whether it is done or not. */
  boolean tellsOf(Effect effect) {
    return changes.stream().anyMatch(change -> change.effect() == effect);
  }

  /** Whether the container is destroyed by the steps so far. */
  boolean isReplacement() {
    return steps.stream().anyMatch(step -> step.action() instanceof Action.Destroy);
  }

  /** Whether nothing is done but a restart, and the check that comes after it. */
  boolean isOnlyRestart() {
    return steps.stream()
        .allMatch(
            step ->
                step.action() instanceof Action.Restart
                    || (step.action() instanceof Action.Provision provision
                        && provision.steps().stream()
                            .allMatch(GuestStep.AwaitHealth.class::isInstance)));
  }

  GuestPlan finish(Container container, GuestPlan.Kind kind, SortedSet<Vmid> after) {
    return new GuestPlan(container.vmid(), container.name(), node, kind, changes, steps, after);
  }
}
