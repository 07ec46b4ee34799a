package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The snapshot that guards the change of a container, so that it can be undone when it fails. A
 * guard that a broken-off run left behind is never gone back to without being asked: nobody knows
 * how much was written since (decision 0010).
 */
final class Guard {

  /** The name of every guard. */
  static final String NAME = "phoenix-guard";

  private static final Set<String> VOLUMES = Set.of("rootfs", "mp");

  private final Container container;
  private final ObservedGuest guest;
  private final ObservedState observed;

  Guard(Container container, ObservedGuest guest, ObservedState observed) {
    this.container = container;
    this.guest = guest;
    this.observed = observed;
  }

  /** Whether a run that broke off left its guard. */
  boolean isLeft() {
    ConfigSection left = guest.config().snapshots().get(NAME);
    return left != null && !Debris.isUnfinished(left);
  }

  /** Has the guard of a run that broke off removed when all else is done. */
  void removeLeft(StepList list) {
    if (list.isEmpty()) {
      list.tell("guard", "snapshot " + NAME + " of a broken-off run removed", Effect.LIVE);
    }
    list.addBeforeSnapshot(remove(), "all is done that it was taken for", Effect.LIVE);
  }

  /** The same plan with a guard, where one is possible and of use. */
  GuestPlan around(GuestPlan plan) {
    if (!isOfUse(plan) || obstacle().isPresent()) {
      return plan;
    }
    int before = firstOnItsNode(plan);
    while (isBefore(plan.steps().get(before).action())) {
      before++;
    }
    List<Step> steps = new ArrayList<>(plan.steps().subList(0, before));
    Action take = new Action.TakeGuard(container.vmid(), NAME, digest(steps));
    steps.add(new Step(plan.node(), take, "what is done next can be undone", Effect.LIVE));
    for (Step step : plan.steps().subList(before, plan.steps().size())) {
      steps.add(new Step(step.node(), withoutDigest(step.action()), step.reason(), step.effect()));
    }
    int end = StepList.snapshotIndex(steps);
    steps.add(end, new Step(plan.node(), remove(), "all went well", Effect.LIVE));
    List<Step> back = new WayBack(guest, plan).steps(remove());
    return plan.withRollback(steps, new Rollback(NAME, before + 1, end, back));
  }

  /** The index of the first step after it has come to its node. */
  private static int firstOnItsNode(GuestPlan plan) {
    int first = 0;
    for (int i = 0; i < plan.steps().size(); i++) {
      first = plan.steps().get(i).action() instanceof Action.Migrate ? i + 1 : first;
    }
    return first;
  }

  private Action remove() {
    return new Action.DeleteSnapshot(container.vmid(), NAME, false);
  }

  /** Whether something is changed in the container that could go wrong. */
  private static boolean isOfUse(GuestPlan plan) {
    return plan.steps().stream().map(Step::action).anyMatch(Guard::changes);
  }

  private static boolean changes(Action action) {
    return action instanceof Action.Configure
        || action instanceof Action.WriteRows
        || action instanceof Action.GrowVolume
        || action instanceof Action.Restart
        || (action instanceof Action.Provision provision
            && !provision.steps().stream().allMatch(GuestStep.AwaitHealth.class::isInstance));
  }

  /** Whether it is done before a snapshot is possible, or leaves no trace in one. */
  private static boolean isBefore(Action action) {
    return action instanceof Action.Unlock
        || action instanceof Action.DeleteSnapshot
        || action instanceof Action.MakeDirectory;
  }

  /** The guard changes the configuration, and so is what the digest is sent with. */
  private Optional<String> digest(List<Step> before) {
    return before.stream().map(Step::action).allMatch(Action.MakeDirectory.class::isInstance)
        ? Optional.of(guest.config().digest())
        : Optional.empty();
  }

  private static Action withoutDigest(Action action) {
    if (action instanceof Action.Configure it) {
      return new Action.Configure(it.vmid(), it.options(), it.delete(), Optional.empty());
    } else if (action instanceof Action.WriteRows it) {
      return new Action.WriteRows(it.vmid(), it.keys(), it.rows(), Optional.empty());
    }
    return action;
  }

  /** What is worth telling: that a guard was left, or that none is possible. */
  List<Problem> problems(GuestPlan plan, boolean wanted) {
    if (isLeft()) {
      return List.of(left());
    }
    return wanted && isOfUse(plan) ? obstacle().map(this::unguarded).stream().toList() : List.of();
  }

  private Problem left() {
    return Problem.warning(
        container.title(),
        "snapshot " + NAME + " holds what it was before a run that broke off",
        "applying goes on from what it is now and removes the snapshot when all is done; to go back"
            + " instead: pct rollback "
            + container.vmid()
            + " "
            + NAME);
  }

  private Problem unguarded(String obstacle) {
    return Problem.warning(
        container.title(),
        "cannot be rolled back when its change fails: " + obstacle,
        "make a backup first (vzdump "
            + container.vmid()
            + "), or set rollback_on_failure to false for it");
  }

  /** Why Proxmox takes no snapshot of the container as it is, if so. */
  private Optional<String> obstacle() {
    SortedMap<String, String> options = guest.config().current().options();
    if (options.getOrDefault("template", "0").equals("1")) {
      return Optional.of("Proxmox takes no snapshots of its templates");
    }
    return options.entrySet().stream()
        .filter(option -> VOLUMES.contains(OptionText.kind(option.getKey())))
        .map(option -> obstacle(option.getKey(), volume(option.getValue())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> obstacle(String key, String volume) {
    if (volume.startsWith("/")) {
      return Optional.of(
          key + " is " + volume + " of the node, and Proxmox takes no snapshots with that");
    }
    Storage storage = observed.storages().get(volume.replaceFirst(":.*", ""));
    return storage != null && StorageProblems.isWithoutSnapshots(storage)
        ? Optional.of(
            key
                + " is on storage "
                + storage.id()
                + " of type "
                + storage.type()
                + ", which takes no snapshots")
        : Optional.empty();
  }

  /** The volume, folder or device that a mount names. */
  static String volume(String mount) {
    PropertyString parts = PropertyString.parse(mount);
    return parts.get("volume").orElse(parts.first());
  }
}
