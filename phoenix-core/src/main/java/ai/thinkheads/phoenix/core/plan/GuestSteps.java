package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects the steps and differences of one container, in the order in which they are to be done.
 */
final class GuestSteps {

  /** The user of the node that root of an unprivileged container is. */
  private static final long MAPPED_ROOT = 100_000;

  private final GuestGoal goal;
  private final Container container;
  private final Vmid vmid;
  private final Host host;
  private final ObservedState observed;
  private final PlanOptions options;
  private final List<Step> steps = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private boolean created;
  private boolean restartNeeded;
  private boolean running;

  GuestSteps(GuestGoal goal, Host host, ObservedState observed, PlanOptions options) {
    this.goal = goal;
    this.container = goal.container();
    this.vmid = container.vmid();
    this.host = host;
    this.observed = observed;
    this.options = options;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  GuestPlan finish(GuestPlan.Kind kind, SortedSet<Vmid> after) {
    return new GuestPlan(vmid, container.name(), kind, changes, steps, after);
  }

  /** Makes the container from an image; returns the options that it then has. */
  SortedMap<String, String> createFrom(ContainerSource.Image image) {
    created = true;
    changes.add(new Change("source", image.fileName(), Effect.CREATE));
    makeDirectories();
    SortedMap<String, String> wanted = DesiredOptions.of(goal, new TreeMap<>(), observed.devices());
    wanted.put(
        "rootfs", container.rootDisk().storage() + ":" + container.rootDisk().size().toGib());
    wanted.put("unprivileged", container.unprivileged() ? "1" : "0");
    add(new Action.CreateContainer(vmid, image.volume(), wanted), "does not exist", Effect.CREATE);
    wanted.put(
        "rootfs",
        PropertyString.of(container.rootDisk().storage() + ":")
            .with("size", container.rootDisk().size().toPve())
            .toString());
    return wanted;
  }

  /**
   * Makes the container as a clone, and gives it its own options; returns those that it then has.
   */
  SortedMap<String, String> cloneFrom(
      Vmid source, String snapshot, SortedMap<String, String> present) {
    created = true;
    changes.add(new Change("source", "clone of " + source + "@" + snapshot, Effect.CREATE));
    makeDirectories();
    add(
        new Action.CloneContainer(
            vmid, source, snapshot, container.name(), container.rootDisk().storage()),
        "does not exist",
        Effect.CREATE);
    SortedMap<String, String> wanted = DesiredOptions.of(goal, present, observed.devices());
    OptionDiff diff = OptionDiff.between(present, wanted);
    if (!diff.isEmpty()) {
      add(
          new Action.Configure(vmid, diff.set(), diff.delete(), Optional.empty()),
          "differs from " + source + " in " + names(diff.keys()),
          Effect.CREATE);
    }
    grow(present, Effect.CREATE);
    return wanted;
  }

  /** Changes what differs in a container that exists; returns the options that it then has. */
  SortedMap<String, String> reconfigure(ObservedGuest guest) {
    running = guest.running();
    SortedMap<String, String> present = withPending(guest);
    SortedMap<String, String> wanted = DesiredOptions.of(goal, present, observed.devices());
    OptionDiff diff = OptionDiff.between(present, wanted);
    OptionEffects effects =
        new OptionEffects(running, observed.node().majorVersion(), options.restart());
    changes.addAll(diff.changes(present, effects));
    if (!diff.isEmpty()) {
      makeDirectories();
    }
    SortedSet<String> pending = new TreeSet<>(diff.keys());
    pending.removeIf(
        key -> effects.of(key, present.containsKey(key), wanted.containsKey(key)) == Effect.LIVE);
    SortedSet<String> live = new TreeSet<>(diff.keys());
    live.removeAll(pending);
    Optional<String> digest = Optional.of(guest.config().digest());
    configure(diff.only(live), digest, Effect.LIVE);
    configure(diff.only(pending), live.isEmpty() ? digest : Optional.empty(), Effect.NEXT_START);
    boolean waiting = pending.stream().anyMatch(key -> !key.equals("hostname"));
    restartNeeded = running && (waiting || isOwnedPending(guest, wanted));
    grow(present, Effect.LIVE);
    return wanted;
  }

  /** Values that wait for a restart count as set: setting them again would change nothing. */
  private static SortedMap<String, String> withPending(ObservedGuest guest) {
    SortedMap<String, String> merged = new TreeMap<>(guest.config().current().options());
    guest
        .config()
        .pending()
        .options()
        .forEach(
            (key, value) -> {
              if (key.equals("delete")) {
                Arrays.asList(value.split("[,; ]+")).forEach(merged::remove);
              } else {
                merged.put(key, value);
              }
            });
    return merged;
  }

  private static boolean isOwnedPending(ObservedGuest guest, SortedMap<String, String> wanted) {
    return guest.config().pending().options().entrySet().stream()
        .anyMatch(option -> option.getValue().equals(wanted.get(option.getKey())));
  }

  private void configure(OptionDiff diff, Optional<String> digest, Effect effect) {
    if (!diff.isEmpty()) {
      add(
          new Action.Configure(vmid, diff.set(), diff.delete(), digest),
          names(diff.keys()) + (diff.keys().size() == 1 ? " differs" : " differ"),
          effect);
    }
  }

  private void grow(SortedMap<String, String> present, Effect effect) {
    growVolume(present, "rootfs", container.rootDisk().size(), effect);
    for (Mount mount : goal.mounts()) {
      if (mount instanceof Mount.Volume volume) {
        mountKey(present, volume.path())
            .ifPresent(key -> growVolume(present, key, volume.size(), effect));
      }
    }
  }

  private static Optional<String> mountKey(SortedMap<String, String> present, String path) {
    return present.entrySet().stream()
        .filter(option -> OptionText.kind(option.getKey()).equals("mp"))
        .filter(
            option -> PropertyString.parse(option.getValue()).get("mp").equals(Optional.of(path)))
        .map(java.util.Map.Entry::getKey)
        .findFirst();
  }

  private void growVolume(
      SortedMap<String, String> present, String key, ByteSize size, Effect effect) {
    ByteSize now = TemplateSnapshot.volumeSize(present, key);
    if (!now.equals(ByteSize.ZERO) && now.compareTo(size) < 0) {
      changes.add(new Change(key, now + " → " + size, effect));
      add(new Action.GrowVolume(vmid, key, size), "is " + now + ", shall be " + size, effect);
    }
  }

  private void makeDirectories() {
    for (Mount mount : goal.mounts()) {
      if (mount instanceof Mount.Bind bind && !observed.paths().contains(bind.source())) {
        add(makeDirectory(bind), "source of " + bind.path(), Effect.CREATE);
      }
    }
  }

  private Action makeDirectory(Mount.Bind bind) {
    long root = container.unprivileged() ? MAPPED_ROOT : 0;
    long[] owner = {root + bind.ownerUid().orElse(0), root + bind.ownerGid().orElse(0)};
    host.sharedVolumes().values().stream()
        .filter(volume -> volume.hostPath().equals(bind.source()))
        .map(SharedVolume::owner)
        .flatMap(Optional::stream)
        .filter(text -> text.matches("[0-9]{1,9}:[0-9]{1,9}"))
        .findFirst()
        .map(text -> text.split(":", -1))
        .ifPresent(
            ids -> {
              owner[0] = Long.parseLong(ids[0]);
              owner[1] = Long.parseLong(ids[1]);
            });
    return new Action.MakeDirectory(vmid, bind.source(), owner[0], owner[1]);
  }

  /** Writes the firewall file when its rules differ. */
  void firewall(Optional<String> present) {
    container
        .firewall()
        .flatMap(firewall -> Firewalls.desired(firewall, present))
        .ifPresent(
            text -> {
              int rules = container.firewall().orElseThrow().rules().size();
              changes.add(
                  new Change("firewall", rules + (rules == 1 ? " rule" : " rules"), Effect.LIVE));
              add(new Action.WriteFirewall(vmid, text), "firewall differs", Effect.LIVE);
            });
  }

  /**
   * Starts or restarts the container where that is needed, and does inside of it what is missing.
   *
   * @param runs whether it runs now
   * @param shallRun whether it shall run even when there is nothing to do inside
   * @param missing what is not known to be done inside
   */
  void makeTrueInside(boolean runs, boolean shallRun, List<GuestStep> missing) {
    running = runs;
    boolean booted = false;
    if (runs && restartNeeded && options.restart()) {
      changes.add(new Change("state", "restart", Effect.RESTART));
      add(new Action.Restart(vmid), "brings pending changes into force", Effect.RESTART);
      booted = true;
    }
    List<GuestStep> work = withHealthAfter(missing, booted || !runs);
    if (!runs && (shallRun || !work.isEmpty())) {
      if (!created) {
        changes.add(new Change("state", "stopped → running", Effect.LIVE));
      }
      add(new Action.Start(vmid), startReason(work), Effect.LIVE);
      running = true;
    }
    if (!work.isEmpty()) {
      tellInside(work);
      add(new Action.Provision(vmid, work), names(work), Effect.LIVE);
    }
  }

  /** A check is made again after every boot and every installation. */
  private List<GuestStep> withHealthAfter(List<GuestStep> missing, boolean booted) {
    List<GuestStep> work = new ArrayList<>(missing);
    work.removeIf(GuestStep.AwaitHealth.class::isInstance);
    boolean checkMissing = work.size() < missing.size();
    if (checkMissing || !work.isEmpty() || (booted && !container.isTemplate())) {
      work.addAll(goal.healthSteps());
    }
    return work;
  }

  private String startReason(List<GuestStep> work) {
    return container.isTemplate() ? "to install " + names(work) : "is stopped";
  }

  private void tellInside(List<GuestStep> work) {
    String features =
        work.stream()
            .filter(GuestStep.InstallFeature.class::isInstance)
            .map(GuestStep::name)
            .collect(Collectors.joining(", "));
    if (!features.isEmpty()) {
      changes.add(new Change("features", features, Effect.LIVE));
    }
    for (GuestStep step : work) {
      if (step instanceof GuestStep.RunApplication application) {
        changes.add(new Change("application", application.script().name(), Effect.LIVE));
      } else if (step instanceof GuestStep.AwaitHealth health) {
        changes.add(new Change("health check", health.check().command(), Effect.LIVE));
      }
    }
  }

  /** Shuts a template down and takes the snapshot that others are cloned from. */
  void takeTemplateSnapshot() {
    container
        .templateSnapshot()
        .ifPresent(
            name -> {
              if (running) {
                add(new Action.Shutdown(vmid), "a template is copied at rest", Effect.LIVE);
              }
              changes.add(new Change("snapshot", name, Effect.LIVE));
              add(
                  new Action.TakeSnapshot(vmid, name, TemplateSnapshot.remark(goal.fingerprint())),
                  "others are cloned from it",
                  Effect.LIVE);
            });
  }

  private void add(Action action, String reason, Effect effect) {
    steps.add(new Step(action, reason, effect));
  }

  private static String names(SortedSet<String> keys) {
    return keys.stream().map(OptionText::name).collect(Collectors.joining(", "));
  }

  private static String names(List<GuestStep> work) {
    return work.stream().map(GuestStep::name).collect(Collectors.joining(", "));
  }
}
