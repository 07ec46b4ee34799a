package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    add(new Action.RollBack(vmid, Guard.NAME, newVolumes()), "the change failed");
    if (configured().anyMatch(WayBack::touchesNotes)) {
      add(restoreNotes(), "a rollback leaves the notes");
    }
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

  /** The mounts for which the plan makes volumes, like {@code local-zfs:8}. */
  private SortedSet<String> newVolumes() {
    return configured()
        .flatMap(change -> change.options().entrySet().stream())
        .filter(option -> OptionText.kind(option.getKey()).equals("mp"))
        .filter(option -> Guard.volume(option.getValue()).matches("[^/:]+:[0-9.]+"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void add(Action action, String reason) {
    steps.add(new Step(plan.node(), action, reason, Effect.LIVE));
  }
}
