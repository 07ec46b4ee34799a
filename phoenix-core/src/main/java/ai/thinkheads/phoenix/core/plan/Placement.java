package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The node of the cluster that a container is planned on: where it lives or shall live, and what
 * brings it there.
 *
 * <p>A container that exists is moved, never made again. What Proxmox refuses to move is told
 * before ({@code PVE::LXC::Migrate} of pve-container).
 */
final class Placement {

  private final Container container;
  private final ObservedState observed;
  private final PlanOptions options;
  private final List<Problem> problems = new ArrayList<>();
  private final Optional<ObservedGuest> guest;
  private final String home;
  private final String goal;
  private Optional<String> outOfReach = Optional.empty();

  /**
   * @param homes the nodes that the guests live on that were planned before
   */
  Placement(
      Container container, ObservedState observed, PlanOptions options, Map<Vmid, String> homes) {
    this.container = container;
    this.observed = observed;
    this.options = options;
    this.guest =
        Optional.ofNullable(observed.guests().get(container.vmid()))
            .filter(found -> found.kind() == GuestKind.CONTAINER);
    Optional<String> source = container.cloneSource().map(homes::get);
    this.home = guest.map(ObservedGuest::node).or(() -> source).orElse(observed.here());
    String wanted = container.node().orElse(guest.isPresent() ? home : source.orElse(home));
    this.goal = settle(wanted, source);
  }

  private String settle(String wanted, Optional<String> source) {
    for (String node : List.of(home, wanted)) {
      if (observed.unreachable().containsKey(node)) {
        outOfReach = Optional.of(node);
        return node;
      }
    }
    if (!isUsable(home) || !isUsable(wanted)) {
      return home;
    }
    if (guest.isPresent() && !wanted.equals(home)) {
      return isMovable(wanted) ? wanted : home;
    }
    if (guest.isEmpty() && source.isPresent() && !source.get().equals(wanted)) {
      error(
          "cannot be cloned on " + wanted + ": its source lives on " + source.get(),
          "give it the node "
              + source.get()
              + ", or a template on "
              + wanted
              + "; once it exists it is moved when its node changes");
    }
    return wanted;
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

  private boolean isMovable(String target) {
    boolean running = guest.orElseThrow().running();
    if (running && !options.restart()) {
      problems.add(
          Problem.warning(
              container.title(),
              "lives on " + home + ", not on " + target + ", and would be restarted by the move",
              "allow restarts, or shut it down first"));
      return false;
    }
    int before = problems.size();
    guest
        .orElseThrow()
        .config()
        .current()
        .options()
        .forEach((key, value) -> check(key, value, target));
    return problems.size() == before;
  }

  private void check(String key, String value, String target) {
    String volume = PropertyString.parse(value).first();
    switch (OptionText.kind(key)) {
      case "rootfs", "mp" -> checkVolume(key, value, volume, target);
      case "net" ->
          PropertyString.parse(value)
              .get("bridge")
              .filter(bridge -> !observed.at(target).bridges().contains(bridge))
              .ifPresent(
                  bridge ->
                      error(
                          "cannot be moved to "
                              + target
                              + ": bridge "
                              + bridge
                              + " is missing there",
                          "make that bridge on " + target));
      default -> {}
    }
  }

  private void checkVolume(String key, String value, String volume, String target) {
    if (volume.startsWith("/")) {
      if (!PropertyString.parse(value).get("shared").equals(Optional.of("1"))) {
        error(
            "cannot be moved to " + target + ": " + key + " is a folder or device of " + home,
            "take " + key + " away first, or mark it as shared when it is the same on both nodes");
      }
      return;
    }
    String id = volume.replaceFirst(":.*", "");
    Storage storage = observed.at(target).storages().get(id);
    if (storage == null || storage.disabled() || !storage.content().contains("rootdir")) {
      error(
          "cannot be moved to " + target + ": storage " + id + " of " + key + " is missing there",
          "make the storage available on " + target);
    }
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
    return goal;
  }

  /** What its plan is made from: seen from its node, once it is there. */
  ObservedState seen() {
    if (!observed.isObserved(goal)) {
      return observed;
    }
    return isMoved() ? observed.withMoved(container.vmid(), goal) : observed.at(goal);
  }

  /** The steps of its plan, begun with the move when there is one. */
  StepList begin() {
    StepList list = new StepList(home);
    if (isMoved()) {
      boolean running = guest.orElseThrow().running();
      Effect effect = running ? Effect.RESTART : Effect.LIVE;
      list.tell("node", home + " → " + goal, effect);
      list.add(new Action.Migrate(container.vmid(), goal, running), "lives on " + home, effect);
    }
    list.moveTo(goal);
    return list;
  }

  private boolean isMoved() {
    return guest.isPresent() && !goal.equals(home);
  }
}
