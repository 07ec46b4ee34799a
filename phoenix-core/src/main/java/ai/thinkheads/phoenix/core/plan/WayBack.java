package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What takes a container back to what it was before a plan. A rollback of Proxmox leaves the
 * container stopped, keeps its notes and the volumes that came later, and knows nothing of what is
 * outside of the configuration ({@code snapshot_rollback} of pve-guest-common).
 */
final class WayBack {

  private final Vmid vmid;
  private final ObservedGuest guest;
  private final GuestPlan plan;
  private final List<Step> steps = new ArrayList<>();

  WayBack(ObservedGuest guest, GuestPlan plan) {
    this.vmid = guest.vmid();
    this.guest = guest;
    this.plan = plan;
  }

  /**
   * @param last what is done when all is as it was
   */
  List<Step> steps(Action last) {
    // First, since a rollback leaves them: in between, nothing would be known to be owned.
    if (configured().anyMatch(WayBack::touchesNotes)) {
      add(restoreNotes(), "a rollback leaves the notes");
    }
    add(new Action.RollBack(vmid, Guard.NAME, newVolumes()), "the change failed");
    plan.steps().stream().map(Step::action).forEach(this::undoOutside);
    if (guest.running() || isShutDown()) {
      add(new Action.Start(vmid), "ran before");
    }
    add(last, "all is as it was");
    return steps;
  }

  private boolean isShutDown() {
    return plan.steps().stream().anyMatch(step -> step.action() instanceof Action.Shutdown);
  }

  private void undoOutside(Action action) {
    if (action instanceof Action.WriteFirewall) {
      String text = guest.firewall().orElse("");
      add(new Action.WriteFirewall(vmid, text), "the firewall is no part of a snapshot");
    } else if (action instanceof Action.JoinPool join && join.from().isPresent()) {
      add(
          new Action.JoinPool(vmid, join.from().get(), Optional.of(join.pool())),
          "the pool is no part of a snapshot");
    }
  }

  private Stream<Action.Configure> configured() {
    return plan.steps().stream()
        .map(Step::action)
        .filter(Action.Configure.class::isInstance)
        .map(Action.Configure.class::cast);
  }

  private static boolean touchesNotes(Action.Configure change) {
    return change.options().containsKey(ConfigSection.DESCRIPTION)
        || change.delete().contains(ConfigSection.DESCRIPTION);
  }

  private Action restoreNotes() {
    String notes = guest.config().current().description();
    SortedMap<String, String> set = new TreeMap<>();
    SortedSet<String> delete = new TreeSet<>();
    if (notes.isEmpty()) {
      delete.add(ConfigSection.DESCRIPTION);
    } else {
      set.put(ConfigSection.DESCRIPTION, notes);
    }
    return new Action.Configure(vmid, set, delete, Optional.empty());
  }

  private SortedMap<String, String> newVolumes() {
    SortedMap<String, String> made = new TreeMap<>();
    configured().forEach(change -> made.putAll(change.newVolumes()));
    return made;
  }

  private void add(Action action, String reason) {
    steps.add(new Step(plan.node(), action, reason, Effect.LIVE));
  }
}
