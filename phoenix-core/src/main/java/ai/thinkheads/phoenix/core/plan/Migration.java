package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What brings a container to another node, and what stands in the way of it: found before anything
 * is changed, where {@code PVE::LXC::Migrate} of pve-container finds it half-way, when a running
 * container is already shut down.
 */
final class Migration {

  /** Storages whose volumes are copied to another node. */
  private static final Set<String> MOVABLE = Set.of("dir", "zfspool", "lvmthin", "lvm", "btrfs");

  /** Those of them whose snapshots go along, to a storage of the same type. */
  private static final Set<String> WITH_SNAPSHOTS = Set.of("zfspool", "btrfs");

  private final GuestGoal goal;
  private final Container container;
  private final ObservedState source;
  private final ObservedState target;
  private final SortedMap<String, String> storages = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private ByteSize copied = ByteSize.ZERO;

  /**
   * @param source what exists, seen from the node that is left
   * @param target what exists, seen from the node that it goes to
   */
  Migration(GuestGoal goal, ObservedState source, ObservedState target) {
    this.goal = goal;
    this.container = goal.container();
    this.source = source;
    this.target = target;
  }

  /** What stands in the way of it, and what may. */
  List<Problem> problems() {
    return problems;
  }

  /** Whether nothing stands in the way of it. */
  boolean isPossible() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /** How much is copied by it, which takes its time: what is not on shared storage. */
  ByteSize copied() {
    return copied;
  }

  /** The action that does it. */
  Action.Migrate action(boolean restart) {
    return new Action.Migrate(container.vmid(), target.here(), restart, storages);
  }

  /** Checks a container that exists; what is pending comes into force when it starts there. */
  void check(ObservedGuest guest) {
    for (ConfigSection section : List.of(guest.config().current(), guest.config().pending())) {
      section.options().forEach((key, value) -> checkOption(key, value, guest.running()));
    }
    guest.config().snapshots().forEach(this::checkSnapshot);
    boolean isManaged =
        !source.condition().managed().getOrDefault(guest.vmid(), "ignored").equals("ignored");
    if (isManaged && !storages.isEmpty()) {
      error(
          "storage " + storages.firstKey() + " is missing there, and HA moves it to no other",
          "make the storage available there, or let HA ignore it for the time being: ha-manager set"
              + " ct:"
              + guest.vmid()
              + " --state ignored");
    }
  }

  private void checkOption(String key, String value, boolean running) {
    PropertyString properties = PropertyString.parse(value);
    switch (OptionText.kind(key)) {
      case "rootfs", "mp", "unused" -> checkMount(key, properties);
      case "net" -> {
        if (running) {
          properties
              .get("bridge")
              .filter(bridge -> !target.bridges().contains(bridge))
              .ifPresent(bridge -> missing("bridge " + bridge, "make that bridge on "));
        }
      }
      case "dev" -> {
        if (running) {
          checkDevice(key, properties.get("path").orElse(properties.first()));
        }
      }
      default -> {}
    }
  }

  /** Only GPUs and what the definition names are looked for on a node. */
  private void checkDevice(String key, String path) {
    if (target.devices().contains(path) || target.paths().contains(path)) {
      return;
    }
    boolean isSought =
        path.startsWith(GpuDevices.PREFIX)
            || container.devices().stream().anyMatch(device -> device.path().equals(path));
    if (isSought) {
      missing("device " + path + " of " + key, "take " + key + " away first, or add it to ");
    } else {
      problems.add(
          Problem.warning(
              container.title(),
              "will not start on " + target.here() + " unless " + path + " of " + key + " is there",
              "make sure that it is, or take " + key + " away first"));
    }
  }

  private void missing(String what, String remedy) {
    error(what + " is missing there", remedy + target.here());
  }

  private void checkMount(String key, PropertyString mount) {
    String volume = mount.first();
    if (volume.startsWith("/")) {
      if (!mount.get("shared").equals(Optional.of("1"))) {
        error(
            key + " is a folder or device of " + source.here(),
            "take " + key + " away first, or mark it as shared when it is the same on both nodes");
      }
      return;
    }
    checkVolume(key, volume, wantedStorage(mount.get("mp")));
    if (isShared(storageOf(volume))) {
      return;
    }
    long size = mount.size().orElse(ByteSize.ZERO).bytes();
    copied = new ByteSize(copied.bytes() + size);
    if (!isItsOwn(volume)) {
      error(
          "volume " + volume + " of " + key + " belongs to another guest",
          "give it to this one with pct move-volume, or take " + key + " away first");
    }
  }

  /** Whether a volume is the container's, or not made yet. */
  private boolean isItsOwn(String volume) {
    String name = volume.replaceFirst(".*[:/]", "");
    return name.matches("[0-9.]+") || name.matches("[a-z]+-" + container.vmid() + "-.*");
  }

  private void checkVolume(String key, String volume, String wanted) {
    String id = storageOf(volume);
    if (isShared(id)) {
      if (!isUsable(target, id)) {
        missing("storage " + id + " of " + key, "make the storage available on ");
      }
      return;
    }
    if (!isMovable(id)) {
      error(
          "storage " + id + " of " + key + " is of type " + type(id) + ", which cannot be copied",
          "move " + key + " to another storage first: pct move-volume");
    } else if (volume.matches(".*:(?:base|basevol)-[0-9]+-[^/]*/.*")) {
      error(
          key + " is a linked clone, which needs its source on " + source.here(),
          "make it a full copy first: pct move-volume " + container.vmid() + " " + key);
    } else if (!isUsable(target, id)) {
      if (!isUsable(target, wanted) || !storages.getOrDefault(id, wanted).equals(wanted)) {
        missing("storage " + id + " of " + key, "make the storage available on ");
      }
      storages.put(id, wanted);
    }
  }

  /** The storage that the definition has for what is mounted there; for the root by default. */
  private String wantedStorage(Optional<String> path) {
    return goal.mounts().stream()
        .filter(mount -> mount instanceof Mount.Volume && path.equals(Optional.of(mount.path())))
        .map(mount -> ((Mount.Volume) mount).storage())
        .findFirst()
        .orElse(container.rootDisk().storage());
  }

  private void checkSnapshot(String name, ConfigSection snapshot) {
    for (Map.Entry<String, String> option : snapshot.options().entrySet()) {
      String kind = OptionText.kind(option.getKey());
      String volume = PropertyString.parse(option.getValue()).first();
      if ((kind.equals("rootfs") || kind.equals("mp")) && !volume.startsWith("/")) {
        checkSnapshotOf(name, storageOf(volume));
      }
    }
  }

  private void checkSnapshotOf(String name, String id) {
    String there = storages.getOrDefault(id, id);
    boolean goesAlong =
        isShared(id)
            || (WITH_SNAPSHOTS.contains(type(id))
                && Optional.ofNullable(target.storages().get(there))
                    .filter(storage -> storage.type().equals(type(id)))
                    .isPresent());
    if (!goesAlong && isMovable(id)) {
      error(
          "snapshot " + name + " cannot leave storage " + id + " of type " + type(id),
          "remove it first: pct delsnapshot " + container.vmid() + " " + name);
    }
  }

  /**
   * Checks a clone that is made beside its source and moved at once.
   *
   * @param ofSource the storage that its source is on
   * @return the storage that it is made on
   */
  String checkClone(String ofSource) {
    String wanted = container.rootDisk().storage();
    String birth = isUsable(source, wanted) ? wanted : ofSource;
    if (!isUsable(source, birth)) {
      error(
          "storage " + birth + " is missing on " + source.here() + ", where its source lives",
          "make the storage available on " + source.here());
    } else if (!birth.equals(wanted) && isShared(birth)) {
      error(
          "its source is on the shared storage "
              + birth
              + ", and "
              + wanted
              + " is not to be had on "
              + source.here(),
          "put it on " + birth + ", or a template on " + target.here());
    } else if (!isShared(birth) && !isMovable(birth)) {
      error(
          "storage " + birth + " is of type " + type(birth) + ", which cannot be copied",
          "put a template on " + target.here());
    } else if (!birth.equals(wanted)) {
      storages.put(birth, wanted);
    }
    return birth;
  }

  private static String storageOf(String volume) {
    return volume.replaceFirst(":.*", "");
  }

  private static boolean isUsable(ObservedState node, String id) {
    Storage storage = node.storages().get(id);
    return storage != null && !storage.disabled() && storage.content().contains("rootdir");
  }

  private boolean isShared(String id) {
    return Optional.ofNullable(source.storages().get(id)).filter(Storage::shared).isPresent();
  }

  private boolean isMovable(String id) {
    return MOVABLE.contains(type(id));
  }

  private String type(String id) {
    return Optional.ofNullable(source.storages().get(id)).map(Storage::type).orElse("unknown");
  }

  private void error(String message, String remedy) {
    String verb = source.guests().containsKey(container.vmid()) ? "moved to " : "made on ";
    problems.add(
        Problem.error(
            container.title(), "cannot be " + verb + target.here() + ": " + message, remedy));
  }
}
