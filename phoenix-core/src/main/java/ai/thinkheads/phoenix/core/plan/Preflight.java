package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a node lacks for a guest's plan, found before anything is changed: Proxmox itself notices
 * much of it only half-way, a missing bridge even only when the guest starts.
 */
final class Preflight {

  private final GuestGoal goal;
  private final Container container;
  private final ObservedState observed;
  private final ValidInfrastructure desired;
  private final PlanOptions options;
  private final Findings findings;

  Preflight(
      GuestGoal goal, ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    this.desired = desired;
    this.options = options;
    this.goal = goal;
    this.container = goal.container();
    this.observed = observed;
    this.findings = new Findings(container);
  }

  /**
   * The one thing to be told when a node is changed whose cluster has no quorum: everything would
   * fail.
   */
  static Optional<Problem> withoutQuorum(List<GuestPlan> guests, ObservedState observed) {
    return guests.stream()
        .flatMap(guest -> guest.steps().stream())
        .map(Step::node)
        .distinct()
        .filter(observed::isObserved)
        .filter(node -> !observed.at(node).condition().quorate())
        .findFirst()
        .map(
            node ->
                Problem.error(
                    "node " + node,
                    "its cluster has no quorum, so /etc/pve is read-only and nothing can be changed",
                    "bring the other nodes back; see: pvecm status"));
  }

  static boolean isElsewhere(ObservedGuest guest, NodeFacts node) {
    return guest.kind() == GuestKind.VM || !guest.node().equals(node.name());
  }

  List<Problem> problems(GuestPlan plan) {
    ObservedGuest guest = observed.guests().get(container.vmid());
    if (guest == null) {
      container.cloneSource().ifPresent(this::lockOfSource);
      StorageProblems storages = new StorageProblems(container, observed, findings);
      storages.image();
      storages.volume("storage_pool", container.rootDisk().storage());
      surroundings(storages, true);
    } else if (isElsewhere(guest, observed.node())) {
      if (guest.kind() == GuestKind.VM) {
        findings.add(elsewhere(container, guest, observed.node()));
      }
    } else {
      fixedAtCreation(guest);
      if (!plan.steps().isEmpty()) {
        debris(guest);
        surroundings(
            new StorageProblems(container, observed, findings),
            !guest.running() || plan.changes().stream().anyMatch(Preflight::isOfNetwork));
        snapshot(plan, guest);
        highAvailability(plan);
      }
    }
    return findings.list();
  }

  private static boolean isOfNetwork(Change change) {
    return OptionText.kind(change.what()).equals("net");
  }

  /**
   * What it needs whether it is made or changed.
   *
   * @param connects whether the plan brings it into its networks
   */
  private void surroundings(StorageProblems storages, boolean connects) {
    new NetworkProblems(observed, findings).find(container);
    new HardwareProblems(observed, findings).find(container, goal.mounts());
    goal.mounts().stream()
        .filter(Mount.Volume.class::isInstance)
        .map(mount -> ((Mount.Volume) mount).storage())
        .distinct()
        .filter(id -> !id.equals(container.rootDisk().storage()))
        .forEach(id -> storages.volume("volumes", id));
    storages.hookscript();
    container.pool().ifPresent(this::pool);
    new Neighbours(observed.guests().values(), members()).find(container, connects, findings);
  }

  /** The guests of the definition, and those that are destroyed because they left it. */
  private Set<Vmid> members() {
    Set<Vmid> members = new HashSet<>(desired.infrastructure().containers().keySet());
    if (options.prune() && desired.isWhole()) {
      members.addAll(Orphans.going(desired, observed));
    }
    return members;
  }

  private void pool(String pool) {
    observed
        .condition()
        .supply()
        .map(NodeSupply::pools)
        .filter(pools -> !pools.containsKey(pool))
        .ifPresent(
            pools ->
                findings.error(
                    "pool",
                    "pool " + pool + " does not exist",
                    "make it: pveum pool add "
                        + pool
                        + (pools.isEmpty() ? "" : "; or choose from " + pools.keySet())));
  }

  /** What others have mounted into it would only be noticed when the snapshot is taken. */
  private void snapshot(GuestPlan plan, ObservedGuest guest) {
    boolean taken =
        plan.steps().stream()
            .map(Step::action)
            .anyMatch(action -> action instanceof Action.TakeSnapshot);
    if (!taken) {
      return;
    }
    guest
        .config()
        .current()
        .options()
        .forEach(
            (key, value) -> {
              String source = PropertyString.parse(value).first();
              if (OptionText.kind(key).equals("mp") && source.startsWith("/")) {
                findings.error(
                    key + " is " + source + " of the node, so Proxmox takes no snapshot",
                    "take it away (pct set "
                        + container.vmid()
                        + " --delete "
                        + key
                        + ") and mount it into the clones instead, or keep its data in a volume");
              }
            });
  }

  /**
   * Proxmox hands starting and stopping of a guest over to its HA manager, but not restarting
   * ({@code PVE::API2::LXC::Status} of pve-container).
   */
  private void highAvailability(GuestPlan plan) {
    String state = observed.condition().managed().getOrDefault(container.vmid(), "ignored");
    boolean restarts =
        plan.steps().stream()
            .map(Step::action)
            .anyMatch(action -> action instanceof Action.Restart);
    boolean starts =
        plan.steps().stream().map(Step::action).anyMatch(action -> action instanceof Action.Start);
    if (state.equals("started") && restarts) {
      findings.warning(
          "is kept running by HA, and is restarted without it: HA may start it first",
          "that is harmless; to rule it out, let HA ignore it for the time being: ha-manager set"
              + " ct:"
              + container.vmid()
              + " --state ignored");
    } else if (List.of("stopped", "disabled").contains(state) && starts) {
      findings.warning(
          "is kept " + state + " by HA, which is told to keep it started from now on",
          "shut it down afterwards when that is not meant");
    }
  }

  private void debris(ObservedGuest guest) {
    Debris.of(container, guest, observed).problem(options).ifPresent(findings::add);
  }

  /** What a killed copy leaves behind on both sides would make the next one wait in vain. */
  private void lockOfSource(Vmid source) {
    ObservedGuest guest = observed.guests().get(source);
    if (guest != null
        && guest.kind() == GuestKind.CONTAINER
        && observed.isObserved(guest.node())
        && guest.config().lock().isPresent()) {
      Optional.ofNullable(desired.infrastructure().containers().get(source))
          .map(origin -> Debris.of(origin, guest, observed))
          .flatMap(debris -> debris.problem(options))
          .ifPresent(findings::add);
    }
  }

  static List<Problem> destroyProblems(
      Container container, ObservedGuest guest, ObservedState observed, PlanOptions options) {
    if (isElsewhere(guest, observed.node())) {
      return List.of(elsewhere(container, guest, observed.node()));
    }
    Findings findings = new Findings(container);
    Debris.of(container, guest, observed).problem(options).ifPresent(findings::add);
    if (guest.config().current().option("protection").equals(Optional.of("1"))) {
      findings.error(
          "is protected against being destroyed",
          "take the protection away first: pct set " + container.vmid() + " --protection 0");
    }
    if (observed.condition().managed().containsKey(container.vmid())) {
      findings.error(
          "is managed by HA, and is not destroyed as long as it is",
          "take it out first: ha-manager remove ct:" + container.vmid());
    }
    return findings.list();
  }

  private static Problem elsewhere(Container container, ObservedGuest guest, NodeFacts node) {
    return guest.kind() == GuestKind.VM
        ? Problem.error(
            container.title(),
            "cannot exist, because "
                + container.vmid()
                + " is a virtual machine on "
                + guest.node(),
            "give the container another number")
        : Problem.error(
            container.title(),
            "lives on node " + guest.node() + ", not on " + node.name(),
            "connect to " + guest.node() + ", or migrate it with pct migrate");
  }

  private void fixedAtCreation(ObservedGuest guest) {
    SortedMap<String, String> now = guest.config().current().options();
    ByteSize size = TemplateSnapshot.volumeSize(now, "rootfs");
    if (size.compareTo(container.rootDisk().size()) > 0) {
      findings.error(
          "disk of " + size + " cannot shrink to " + container.rootDisk().size(),
          "set the disk to " + size + " or more");
    }
    onStorage(now, "rootfs", "disk", container.rootDisk().storage());
    for (Mount mount : goal.mounts()) {
      if (mount instanceof Mount.Volume volume) {
        OutsideSteps.mountKey(now, volume.path())
            .ifPresent(key -> onStorage(now, key, "volume " + volume.path(), volume.storage()));
      }
    }
  }

  /**
   * Volumes stay where they are, since moving one takes as long as its size and stops the guest.
   */
  private void onStorage(SortedMap<String, String> now, String key, String what, String wanted) {
    String volume = PropertyString.parse(now.getOrDefault(key, "")).first();
    String storage = volume.replaceFirst(":.*", "");
    if (volume.contains(":") && !storage.equals(wanted)) {
      findings.warning(
          what + " is on storage " + storage + ", not on " + wanted,
          "adjust the definition, or move it: pct move-volume "
              + container.vmid()
              + " "
              + key
              + " "
              + wanted
              + " --delete 1");
    }
  }
}
