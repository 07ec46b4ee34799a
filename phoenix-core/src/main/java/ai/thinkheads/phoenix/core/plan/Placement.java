package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The node of the cluster that a container is planned on: where it lives or shall live, and what
 * brings it there.
 *
 * <p>A container that exists is moved, never made again. A clone is made where its source lives,
 * and moved from there: {@code pct clone --target} would need shared storage, and nothing else.
 */
final class Placement {

  private final GuestGoal goal;
  private final Container container;
  private final ValidInfrastructure desired;
  private final ObservedState observed;
  private final PlanOptions options;
  private final List<Problem> problems = new ArrayList<>();

  /** The container when it exists, and when it is half-made. */
  private final Optional<ObservedGuest> guest;

  private final Optional<ObservedGuest> wreck;

  /** The container when it is destroyed to be made again. */
  private final Optional<ObservedGuest> replaced;

  private final Optional<Lineage> parent;

  /** Where it lives, or is made. */
  private final String home;

  /** Where it lives in the end. */
  private final String target;

  private Optional<String> outOfReach = Optional.empty();
  private Optional<Migration> migration = Optional.empty();
  private String birthStorage = "";
  private boolean shutDown;
  private Optional<String> postponed = Optional.empty();

  /**
   * @param homes the nodes that the guests live on that were planned before
   * @param parent what the template is by its definition that it is cloned from
   */
  Placement(
      GuestGoal goal,
      ValidInfrastructure desired,
      ObservedState observed,
      PlanOptions options,
      Map<Vmid, String> homes,
      Optional<Lineage> parent) {
    this.goal = goal;
    this.container = goal.container();
    this.desired = desired;
    this.observed = observed;
    this.options = options;
    this.parent = parent;
    Optional<ObservedGuest> found =
        Optional.ofNullable(observed.guests().get(container.vmid()))
            .filter(one -> one.kind() == GuestKind.CONTAINER);
    this.wreck = found.filter(this::isHalfMade);
    this.replaced = wreck.isPresent() ? Optional.empty() : found.filter(this::isReplaced);
    this.guest = wreck.or(() -> replaced).isPresent() ? Optional.empty() : found;
    Optional<String> source = container.cloneSource().map(homes::get);
    String elsewhere = wreck.map(ObservedGuest::node).orElse(observed.here());
    String wanted =
        container
            .node()
            .or(() -> guest.or(() -> replaced).map(ObservedGuest::node))
            .or(() -> source)
            .orElse(elsewhere);
    this.home = guest.map(ObservedGuest::node).or(() -> source).orElse(wanted);
    this.target = settle(wanted);
  }

  private boolean isHalfMade(ObservedGuest found) {
    return observed.isObserved(found.node()) && debris(found).isHalfMade();
  }

  private boolean isReplaced(ObservedGuest found) {
    return observed.isObserved(found.node())
        && new Replacement(goal, found, options, parent).isPlanned();
  }

  private Debris debris(ObservedGuest found) {
    return Debris.of(container, found, observed);
  }

  private String settle(String wanted) {
    for (String node : List.of(home, wanted)) {
      if (observed.unreachable().containsKey(node)) {
        outOfReach = Optional.of(node);
        return node;
      }
    }
    wreck.flatMap(found -> debris(found).problem(options)).ifPresent(problems::add);
    replaced
        .map(this::destruction)
        .map(Destruction::replacementProblems)
        .ifPresent(problems::addAll);
    if (!isUsable(home) || !isUsable(wanted)) {
      return home;
    }
    return home.equals(wanted) || isMovable(wanted) ? wanted : home;
  }

  private Destruction destruction(ObservedGuest found) {
    return new Destruction(container, found, observed, options);
  }

  private boolean isUsable(String node) {
    if (observed.isObserved(node)) {
      return true;
    }
    if (!observed.members().contains(node)) {
      error(
          "node " + node + " is not part of the cluster",
          "choose from " + observed.members() + ", or connect to that node");
    } else {
      error("node " + node + " was not looked at", "connect to " + node);
    }
    return false;
  }

  private boolean isMovable(String wanted) {
    Migration move = new Migration(goal, observed.at(home), observed.at(wanted));
    if (guest.isPresent()) {
      if (!isAllowedToMove(guest.get(), wanted)) {
        return false;
      }
      move.check(guest.get());
    } else {
      birthStorage = move.checkClone(storageOfSource());
    }
    problems.addAll(move.problems());
    migration = Optional.of(move).filter(it -> guest.isEmpty() || it.isPossible());
    return migration.isPresent();
  }

  private boolean isAllowedToMove(ObservedGuest found, String wanted) {
    Optional<Problem> broken = debris(found).problem(options);
    broken.ifPresent(problems::add);
    if (found.running() && !options.restart()) {
      problems.add(
          Problem.warning(
              container.title(),
              "lives on " + home + ", not on " + wanted + ", and would be restarted by the move",
              "allow restarts, or shut it down first"));
      postponed = Optional.of(wanted);
      return false;
    }
    return broken.isEmpty();
  }

  /** The storage of the clone source: where it is, or will be. */
  private String storageOfSource() {
    Vmid source = container.cloneSource().orElseThrow();
    return Optional.ofNullable(observed.guests().get(source))
        .flatMap(found -> found.config().current().option("rootfs"))
        .map(volume -> PropertyString.parse(volume).first().replaceFirst(":.*", ""))
        .or(
            () ->
                Optional.ofNullable(desired.infrastructure().containers().get(source))
                    .map(definition -> definition.rootDisk().storage()))
        .orElse(container.rootDisk().storage());
  }

  private void error(String message, String remedy) {
    problems.add(Problem.error(container.title(), message, remedy));
  }

  /** What stands in the way of it. */
  List<Problem> problems() {
    return problems;
  }

  /** The node that it lives or shall live on and that cannot be reached, when that is so. */
  Optional<String> outOfReach() {
    return outOfReach;
  }

  /** The node that it lives on when all is done. */
  String node() {
    return target;
  }

  /** What its plan is made from: seen from its node, once it is there, without what is broken. */
  ObservedState seen() {
    if (!observed.isObserved(target)) {
      return observed;
    }
    ObservedState seen = observed.at(target);
    if (wreck.or(() -> replaced).isPresent()) {
      return seen.without(container.vmid());
    }
    if (guest.isEmpty() || migration.isEmpty()) {
      return seen;
    }
    ObservedGuest moved = debris(guest.get()).cleanedUp().on(target);
    return seen.with(shutDown ? moved.stopped() : moved);
  }

  /** Whether a plan that is begun with the move restarts the running container once more. */
  boolean isRestartedAgain(GuestPlan plan) {
    return !shutDown
        && migration.isPresent()
        && guest.filter(ObservedGuest::running).isPresent()
        && plan.steps().stream()
            .map(Step::action)
            .anyMatch(
                action -> action instanceof Action.Restart || action instanceof Action.Shutdown);
  }

  /** Has it moved while it is down, so that all that needs a restart is done before it starts. */
  void shutDownFirst() {
    shutDown = true;
  }

  /** The steps of its plan, begun with what brings it to its node. */
  StepList begin() {
    StepList list = new StepList(wreck.or(() -> replaced).map(ObservedGuest::node).orElse(home));
    wreck.ifPresent(found -> debris(found).cleanUp(list, options));
    replaced.ifPresent(found -> replace(found, list));
    list.moveTo(home);
    postponed.ifPresent(node -> list.tell("node", home + " → " + node, Effect.NEXT_START));
    migration.ifPresent(
        move ->
            guest.ifPresentOrElse(
                found -> move(found, move, list),
                () -> list.bornHere(birthStorage, move.action(false))));
    return list;
  }

  private void replace(ObservedGuest found, StepList list) {
    new Replacement(goal, found, options, parent).tell(list, desired, observed.at(found.node()));
    destruction(found).beginReplacement(list);
  }

  private void move(ObservedGuest found, Migration move, StepList list) {
    debris(found).cleanUp(list, options);
    Effect effect = found.running() ? Effect.RESTART : Effect.LIVE;
    boolean takesTime = found.running() && !move.copied().equals(ByteSize.ZERO);
    String down = takesTime ? ", down while up to " + move.copied() + " is copied" : "";
    list.tell("node", home + " → " + target + down, effect);
    if (shutDown) {
      list.add(new Action.Shutdown(container.vmid()), "is moved and changed meanwhile", effect);
    }
    list.add(move.action(found.running() && !shutDown), "lives on " + home, effect);
    list.moveTo(target);
  }
}
