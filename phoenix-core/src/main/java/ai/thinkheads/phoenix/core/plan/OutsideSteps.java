package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects the steps and differences of one container, in the order in which they are to be done.
 */
final class OutsideSteps {

  /** The user of the node that root of an unprivileged container is. */
  private static final long MAPPED_ROOT = 100_000;

  private static final String PROTECTION = "protection";

  private final GuestGoal goal;
  private final Container container;
  private final Vmid vmid;
  private final Host host;
  private final ObservedState observed;
  private final PlanOptions options;
  private final StepList list;
  private final List<Problem> problems = new ArrayList<>();
  private boolean restartNeeded;
  private boolean shutDown;

  OutsideSteps(
      GuestGoal goal, Host host, ObservedState observed, PlanOptions options, StepList list) {
    this.list = list;
    this.goal = goal;
    this.container = goal.container();
    this.vmid = container.vmid();
    this.host = host;
    this.observed = observed;
    this.options = options;
  }

  /** Whether the running container needs a restart to be what it is configured to be. */
  boolean isRestartNeeded() {
    return restartNeeded;
  }

  /** Whether the container is shut down by the steps so far. */
  boolean isShutDown() {
    return shutDown;
  }

  /** What stands in the way of the options. */
  List<Problem> problems() {
    return problems;
  }

  /** Makes the container from an image; returns the options that it then has. */
  SortedMap<String, String> createFrom(ContainerSource.Image image) {
    list.tell("source", image.fileName(), Effect.CREATE);
    makeDirectories();
    SortedMap<String, String> wanted =
        DesiredOptions.of(
            goal, new TreeMap<>(Map.of(ConfigSection.DESCRIPTION, newNotes())), observed);
    RootDisk disk = container.rootDisk();
    PropertyString root = PropertyString.of(disk.storage() + ":" + disk.size().toGib());
    wanted.put("rootfs", DesiredMounts.withOptions(disk.options(), root).toString());
    wanted.put("unprivileged", container.unprivileged() ? "1" : "0");
    problems.addAll(OptionProblems.ofNew(container, wanted, observed.node().majorVersion()));
    list.add(create(image, wanted), "does not exist", Effect.CREATE);
    writeRows(new TreeMap<>(), wanted, Optional.empty(), Effect.CREATE);
    PropertyString made = PropertyString.of(disk.storage() + ":").with("size", disk.size().toPve());
    wanted.put("rootfs", DesiredMounts.withOptions(disk.options(), made).toString());
    wanted.replaceAll(Remounts::made);
    return wanted;
  }

  /** The notes of a container that is made now, before anything else is remembered in them. */
  private String newNotes() {
    return Ownership.ofNew(vmid, goal.infrastructure(), container.source()).in("");
  }

  private Action create(ContainerSource.Image image, SortedMap<String, String> wanted) {
    SortedMap<String, String> arguments = new TreeMap<>(wanted);
    arguments.remove(ConfigSection.ROWS);
    container.pool().ifPresent(pool -> arguments.put("pool", pool));
    return new Action.CreateContainer(vmid, image.volume(), arguments);
  }

  /**
   * Makes the container as a clone, and gives it its own options; returns those that it then has.
   */
  SortedMap<String, String> cloneFrom(
      Vmid source, String snapshot, SortedMap<String, String> inherited) {
    SortedMap<String, String> present = new TreeMap<>(inherited);
    present.put(ConfigSection.DESCRIPTION, newNotes());
    list.tell("source", "clone of " + source + "@" + snapshot, Effect.CREATE);
    checkPrivilege(source, snapshot, inherited);
    makeDirectories();
    list.add(
        new Action.CloneContainer(
            vmid,
            source,
            snapshot,
            container.name(),
            list.birthStorage(container.rootDisk().storage()),
            newNotes()),
        "does not exist",
        Effect.CREATE);
    list.arrive();
    SortedMap<String, String> wanted = DesiredOptions.of(goal, present, observed);
    OptionDiff diff = OptionDiff.between(present, wanted);
    OptionEffects effects = new OptionEffects(false, observed.node().majorVersion(), false);
    problems.addAll(OptionProblems.of(container, diff, present, effects));
    SortedMap<String, String> mounts = Remounts.of(diff, present);
    OptionDiff outside = diff.without(ConfigSection.ROWS);
    OptionDiff options = outside.without(mounts.keySet());
    if (!mounts.isEmpty()) {
      if (present.containsKey(PROTECTION)) { // It would bar the mounts.
        configure(
            options.only(new TreeSet<>(List.of(PROTECTION))), Optional.empty(), Effect.CREATE);
        options = options.without(PROTECTION);
      }
      list.add(
          new Action.MountVolumes(vmid, mounts), "mounted otherwise in " + source, Effect.CREATE);
    }
    if (!options.isEmpty()) {
      list.add(
          new Action.Configure(vmid, options.set(), options.delete(), Optional.empty()),
          "differs from " + source + " in " + names(options.keys()),
          Effect.CREATE);
    }
    if (!outside.equals(diff)) {
      writeRows(present, wanted, Optional.empty(), Effect.CREATE);
    }
    container.pool().ifPresent(pool -> join(pool, poolNow(), Effect.CREATE));
    grow(present, wanted, Effect.CREATE);
    return wanted;
  }

  /** A template as it is may be another one than is defined. */
  private void checkPrivilege(Vmid source, String snapshot, SortedMap<String, String> inherited) {
    boolean unprivileged = "1".equals(inherited.get("unprivileged"));
    if (inherited.containsKey("rootfs") && unprivileged != container.unprivileged()) {
      problems.add(
          Problem.error(
              container.title(),
              "cannot be cloned as defined: "
                  + source
                  + "@"
                  + snapshot
                  + " is "
                  + (unprivileged ? "unprivileged" : "privileged")
                  + ", and a clone cannot change that",
              "add --replace " + source + ", so that its source is made again first"));
    }
  }

  /** Changes what differs in a container that exists; returns the options that it then has. */
  SortedMap<String, String> reconfigure(ObservedGuest guest) {
    boolean running = guest.running();
    SortedMap<String, String> present = withPending(guest);
    SortedMap<String, String> wanted = DesiredOptions.of(goal, present, observed);
    OptionDiff diff = OptionDiff.between(present, wanted);
    OptionEffects effects =
        new OptionEffects(running, observed.node().majorVersion(), options.restart());
    list.tell(diff.changes(present, effects));
    problems.addAll(OptionProblems.of(container, diff, present, effects));
    if (!diff.isEmpty()) {
      makeDirectories();
    }
    OptionStages order = new OptionStages(diff, present, effects);
    // Only the first one: it changes the configuration, and so the digest, of which nobody knows.
    Optional<String> digest = list.digestOf(guest);
    for (OptionStages.Stage stage : order.stages()) {
      if (stage.isRows()) {
        shutDown(running);
        writeRows(present, wanted, digest, stage.effect());
      } else {
        configure(stage.diff(), digest, stage.effect());
      }
      digest = Optional.empty();
    }
    List<Change> accepted = running ? waitingChanges(guest, wanted) : List.of();
    list.tell(accepted);
    restartNeeded = running && (order.isWaiting() || !accepted.isEmpty());
    grow(present, wanted, Effect.LIVE);
    return wanted;
  }

  /**
   * Rows have no pending form: only what is shut down while they are written is sure to have them
   * once it runs, whatever breaks off.
   */
  private void shutDown(boolean running) {
    if (running && options.restart()) {
      list.add(new Action.Shutdown(vmid), "its rows are felt when it starts", Effect.RESTART);
      shutDown = true;
    }
  }

  /**
   * Replaces all rows of the keys that differ, or that the definition owns; those of others stay.
   */
  private void writeRows(
      SortedMap<String, String> present,
      SortedMap<String, String> wanted,
      Optional<String> digest,
      Effect effect) {
    SortedSet<String> keys = DesiredRows.changedKeys(present, wanted);
    List<RawRow> rows =
        RawRow.parseAll(wanted.getOrDefault(ConfigSection.ROWS, "")).stream()
            .filter(row -> keys.contains(row.key()))
            .toList();
    if (!keys.isEmpty()) {
      list.add(new Action.WriteRows(vmid, keys, rows, digest), "rows differ", effect);
    }
  }

  /** Puts the container into its pool when it is in another one, or in none. */
  void pool() {
    Optional<String> now = poolNow();
    boolean known = observed.condition().supply().isPresent();
    container
        .pool()
        .filter(pool -> known && !now.equals(Optional.of(pool)))
        .ifPresent(
            pool -> {
              list.tell("pool", now.map(old -> old + " → ").orElse("") + pool, Effect.LIVE);
              join(pool, now, Effect.LIVE);
            });
  }

  private Optional<String> poolNow() {
    return observed.condition().supply().flatMap(supply -> supply.poolOf(vmid));
  }

  private void join(String pool, Optional<String> from, Effect effect) {
    String reason = from.map(old -> "is in pool " + old).orElse("is in no pool");
    list.add(new Action.JoinPool(vmid, pool, from), reason, effect);
  }

  /** Values that wait for a restart count as set: setting them again would change nothing. */
  private static SortedMap<String, String> withPending(ObservedGuest guest) {
    SortedMap<String, String> merged = guest.config().current().settings();
    SortedMap<String, String> pending = guest.config().pending().settings();
    pending.remove(ConfigSection.ROWS); // only variables can be there, which nobody but rows has
    deleted(guest).forEach(merged::remove);
    pending.remove("delete");
    merged.putAll(pending);
    return merged;
  }

  /** The options that will be gone after the next start. */
  private static List<String> deleted(ObservedGuest guest) {
    String list = guest.config().pending().option("delete").orElse("");
    return Arrays.stream(list.split("[,; ]+", -1))
        .map(key -> key.replaceFirst("^!", ""))
        .filter(key -> !key.isEmpty())
        .toList();
  }

  /** What was set before as it shall be, and is not in force yet. */
  private List<Change> waitingChanges(ObservedGuest guest, SortedMap<String, String> wanted) {
    SortedMap<String, String> current = guest.config().current().settings();
    SortedMap<String, String> merged = withPending(guest);
    OptionDiff waiting = OptionDiff.between(current, DesiredOptions.of(goal, current, observed));
    Effect effect = options.restart() ? Effect.RESTART : Effect.NEXT_START;
    SortedSet<String> keys = waiting.keys();
    deleted(guest).stream()
        .filter(current::containsKey)
        .filter(key -> List.of("net", "mp", "dev").contains(OptionText.kind(key)))
        .forEach(keys::add);
    return keys.stream()
        .filter(key -> Objects.equals(merged.get(key), wanted.get(key)))
        .map(
            key ->
                new Change(
                    OptionText.name(key),
                    OptionText.difference(
                        key,
                        Optional.ofNullable(current.get(key)),
                        Optional.ofNullable(merged.get(key))),
                    effect))
        .toList();
  }

  private void configure(OptionDiff diff, Optional<String> digest, Effect effect) {
    if (!diff.isEmpty()) {
      list.add(
          new Action.Configure(vmid, diff.set(), diff.delete(), digest),
          names(diff.keys()) + (diff.keys().size() == 1 ? " differs" : " differ"),
          effect);
    }
  }

  /** Clones of a template will find its volumes as large as they are made here. */
  private void grow(
      SortedMap<String, String> present, SortedMap<String, String> wanted, Effect effect) {
    growVolume(present, wanted, "rootfs", container.rootDisk().size(), effect);
    for (Mount mount : goal.mounts()) {
      if (mount instanceof Mount.Volume volume) {
        mountKey(present, volume.path())
            .ifPresent(key -> growVolume(present, wanted, key, volume.size(), effect));
      }
    }
  }

  /** The option that mounts something at a path, when there is one. */
  static Optional<String> mountKey(SortedMap<String, String> present, String path) {
    return present.entrySet().stream()
        .filter(option -> OptionText.kind(option.getKey()).equals("mp"))
        .filter(option -> DesiredMounts.isAt(path, PropertyString.parse(option.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void growVolume(
      SortedMap<String, String> present,
      SortedMap<String, String> wanted,
      String key,
      ByteSize size,
      Effect effect) {
    ByteSize now = TemplateSnapshot.volumeSize(present, key);
    if (!now.equals(ByteSize.ZERO) && now.compareTo(size) < 0) {
      list.tell(key, now + " → " + size, effect);
      list.add(new Action.GrowVolume(vmid, key, size), "is " + now + ", shall be " + size, effect);
      wanted.computeIfPresent(
          key, (name, value) -> PropertyString.parse(value).with("size", size.toPve()).toString());
    }
  }

  private void makeDirectories() {
    for (Mount mount : goal.mounts()) {
      if (mount instanceof Mount.Bind bind
          && !bind.isDevice()
          && !observed.paths().contains(bind.source())) {
        list.addOn(observed.here(), makeDirectory(bind), "source of " + bind.path(), Effect.CREATE);
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
              list.tell("firewall", rules + (rules == 1 ? " rule" : " rules"), Effect.LIVE);
              list.add(new Action.WriteFirewall(vmid, text), "firewall differs", Effect.LIVE);
            });
  }

  private static String names(SortedSet<String> keys) {
    return keys.stream().map(OptionText::name).collect(Collectors.joining(", "));
  }
}
