package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** How one container is destroyed, what is lost with it, and what stands in the way of that. */
final class Destruction {

  private final Container container;
  private final ObservedGuest guest;
  private final ObservedState observed;
  private final PlanOptions options;

  /**
   * @param observed what exists, seen from any node
   */
  Destruction(
      Container container, ObservedGuest guest, ObservedState observed, PlanOptions options) {
    this.container = container;
    this.guest = guest;
    this.observed = observed.isObserved(guest.node()) ? observed.at(guest.node()) : observed;
    this.options = options;
  }

  /**
   * The plan to destroy it for good.
   *
   * @param why what is told of it
   * @param reason why it is done
   */
  GuestPlan plan(String why, String reason, SortedSet<Vmid> after) {
    StepList list = new StepList(guest.node());
    Debris debris = Debris.of(container, guest, observed);
    list.tell("guest", why, Effect.DESTROY);
    debris.cleanUp(list, options);
    list.tell(Losses.of(guest));
    if (!debris.isHalfMade()) {
      destroy(list, reason, Effect.DESTROY, true);
    }
    return list.finish(container, GuestPlan.Kind.DESTROY, after);
  }

  /** Begins the plan to make it again. */
  void beginReplacement(StepList list) {
    Debris.of(container, guest, observed).cleanUp(list, options);
    destroy(list, "is made again", Effect.REPLACE, false);
  }

  private void destroy(StepList list, String reason, Effect effect, boolean purge) {
    if (guest.running()) {
      list.add(new Action.Shutdown(container.vmid()), "before it is destroyed", effect);
    }
    list.add(new Action.Destroy(container.vmid(), purge), reason, effect);
  }

  /**
   * What stands in the way.
   *
   * @param going all that is destroyed by the same plan
   */
  List<Problem> problems(Collection<Vmid> going) {
    List<Problem> problems =
        new ArrayList<>(Preflight.destroyProblems(container, guest, observed, options));
    List<Vmid> linked = new ArrayList<>(linked());
    linked.removeAll(going);
    if (!linked.isEmpty()) {
      problems.add(
          Problem.error(
              container.title(),
              "cannot be destroyed: the disks of " + words(linked) + " are linked to its own",
              "destroy those first, or make them independent: pct move-volume"));
    }
    return problems;
  }

  /** What stands in the way of making it again. */
  List<Problem> replacementProblems() {
    List<Problem> problems = problems(List.of());
    if (observed.condition().replicated().contains(container.vmid())) {
      problems.add(
          Problem.error(
              container.title(),
              "is replicated to another node, so Proxmox does not destroy it to be made again",
              "remove its jobs first, and make them again afterwards; see: pvesr list"));
    }
    return problems;
  }

  /** The linked clones of it. */
  List<Vmid> linked() {
    return Losses.linkedTo(container.vmid(), observed.guests().values());
  }

  private static String words(List<Vmid> vmids) {
    return vmids.stream().map(Vmid::toString).collect(Collectors.joining(", "));
  }
}
