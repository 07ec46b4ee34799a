package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.state.StorageSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Storages that a plan promises more space of than is free. Only where space is set aside at once
 * the plan would fail for it; elsewhere it runs out some day.
 */
final class SpaceProblems {

  /** Storages that set the whole size of a volume aside when it is made. */
  private static final String SETS_ASIDE = "lvm";

  private static final Pattern ALLOCATION = Pattern.compile("([^:/]+):([0-9]{1,9})");

  /** A storage, where it is not the same for all nodes that of one node. */
  private record Place(String storage, String node) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return toString().compareTo(other.toString());
    }
  }

  private final Map<Vmid, Container> containers;
  private final ObservedState observed;
  private final SortedMap<Place, SortedMap<Vmid, ByteSize>> promised = new TreeMap<>();
  private final Map<Place, ByteSize> freed = new HashMap<>();
  private final Set<Vmid> cloned = new HashSet<>();

  private SpaceProblems(Map<Vmid, Container> containers, ObservedState observed) {
    this.containers = containers;
    this.observed = observed;
  }

  /**
   * @param containers the definitions of all guests
   */
  static List<Problem> of(
      List<GuestPlan> guests, Map<Vmid, Container> containers, ObservedState observed) {
    SpaceProblems space = new SpaceProblems(containers, observed);
    guests.stream()
        .flatMap(guest -> guest.steps().stream())
        .filter(step -> observed.isObserved(step.node()))
        .forEach(space::count);
    return space.problems();
  }

  private void count(Step step) {
    Action action = step.action();
    if (action instanceof Action.CreateContainer create) {
      create.options().values().forEach(value -> allocation(step, value));
    } else if (action instanceof Action.Configure configure) {
      configure.options().values().forEach(value -> allocation(step, value));
    } else if (action instanceof Action.CloneContainer clone) {
      cloned.add(clone.vmid());
      Optional.ofNullable(containers.get(clone.vmid()))
          .ifPresent(container -> promise(step, clone.storage(), container.rootDisk().size()));
    } else if (action instanceof Action.GrowVolume grow) {
      grow(step, grow);
    } else if (action instanceof Action.Migrate move && observed.isObserved(move.target())) {
      arrive(move);
    } else if (action instanceof Action.Destroy destroy) {
      free(step.node(), destroy.vmid());
    }
  }

  /** What is destroyed goes before anything takes its place. */
  private void free(String node, Vmid vmid) {
    volumes(vmid)
        .forEach(
            (id, size) ->
                place(node, id).ifPresent(place -> freed.merge(place, size, SpaceProblems::sum)));
  }

  /** Volumes on storages that are not shared are copied. */
  private void arrive(Action.Migrate move) {
    ObservedState target = observed.at(move.target());
    volumes(move.vmid())
        .forEach(
            (id, size) -> {
              String there = move.storages().getOrDefault(id, id);
              Storage storage = target.storages().get(there);
              if (storage != null && !storage.shared()) {
                promise(move.target(), move.vmid(), there, size);
              }
            });
  }

  /** How much a container has on each storage; one that is to be made has its root disk. */
  private SortedMap<String, ByteSize> volumes(Vmid vmid) {
    SortedMap<String, ByteSize> volumes = new TreeMap<>();
    ObservedGuest guest = observed.guests().get(vmid);
    if (guest == null) {
      Optional.ofNullable(containers.get(vmid))
          .map(Container::rootDisk)
          .ifPresent(disk -> volumes.put(disk.storage(), disk.size()));
      return volumes;
    }
    guest
        .config()
        .current()
        .options()
        .forEach(
            (key, value) -> {
              String volume = PropertyString.parse(value).first();
              if (List.of("rootfs", "mp").contains(OptionText.kind(key))
                  && !volume.startsWith("/")) {
                ByteSize size =
                    TemplateSnapshot.volumeSize(guest.config().current().options(), key);
                volumes.merge(volume.replaceFirst(":.*", ""), size, SpaceProblems::sum);
              }
            });
    return volumes;
  }

  private static ByteSize sum(ByteSize one, ByteSize other) {
    return new ByteSize(one.bytes() + other.bytes());
  }

  /** A new volume is asked for as {@code STORAGE:GIB}. */
  private void allocation(Step step, String value) {
    Matcher volume = ALLOCATION.matcher(PropertyString.parse(value).first());
    if (volume.matches()) {
      promise(step, volume.group(1), ByteSize.gib(Long.parseLong(volume.group(2))));
    }
  }

  /** What a clone grows by is counted with its disk. */
  private void grow(Step step, Action.GrowVolume grow) {
    Optional.ofNullable(observed.guests().get(grow.vmid()))
        .filter(guest -> !cloned.contains(guest.vmid()))
        .map(guest -> guest.config().current().options())
        .filter(options -> options.containsKey(grow.volume()))
        .ifPresent(
            options -> {
              ByteSize now = TemplateSnapshot.volumeSize(options, grow.volume());
              long more = Math.max(0, grow.size().bytes() - now.bytes());
              String volume = PropertyString.parse(options.get(grow.volume())).first();
              promise(step, volume.replaceFirst(":.*", ""), new ByteSize(more));
            });
  }

  private void promise(Step step, String id, ByteSize size) {
    promise(step.node(), step.action().vmid(), id, size);
  }

  private void promise(String node, Vmid vmid, String id, ByteSize size) {
    place(node, id)
        .ifPresent(
            place ->
                promised
                    .computeIfAbsent(place, it -> new TreeMap<>())
                    .merge(vmid, size, SpaceProblems::sum));
  }

  /** A shared storage is counted once, by the node that comes first. */
  private Optional<Place> place(String node, String id) {
    return Optional.ofNullable(observed.at(node).storages().get(id))
        .map(storage -> new Place(id, storage.shared() ? firstWith(id) : node));
  }

  private String firstWith(String storage) {
    return observed.nodes().values().stream()
        .filter(node -> node.storages().containsKey(storage))
        .map(ObservedNode::name)
        .findFirst()
        .orElse(observed.here());
  }

  private List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    promised.forEach(
        (place, guests) ->
            observed
                .at(place.node())
                .condition()
                .supply()
                .map(supply -> supply.space().get(place.storage()))
                .flatMap(space -> problem(place, guests, space))
                .ifPresent(problems::add));
    return problems;
  }

  private Optional<Problem> problem(
      Place place, SortedMap<Vmid, ByteSize> guests, StorageSpace space) {
    ByteSize sum = new ByteSize(guests.values().stream().mapToLong(ByteSize::bytes).sum());
    ByteSize free = sum(space.free(), freed.getOrDefault(place, ByteSize.ZERO));
    if (sum.compareTo(free) <= 0) {
      return Optional.empty();
    }
    String each =
        guests.entrySet().stream()
            .map(guest -> rounded(guest.getValue()) + " for " + guest.getKey())
            .collect(Collectors.joining(", "));
    String message =
        "has "
            + rounded(free)
            + " free of "
            + rounded(space.total())
            + ", and the plan "
            + "promises "
            + rounded(sum)
            + " ("
            + each
            + ")";
    String subject = "storage " + place.storage() + " on " + place.node();
    boolean setsAside =
        observed.at(place.node()).storages().get(place.storage()).type().equals(SETS_ASIDE);
    return Optional.of(
        setsAside
            ? Problem.error(
                subject, message, "make the disks smaller, choose another storage, or free space")
            : Problem.warning(
                subject,
                message,
                "space is only taken as it is filled, so keep an eye on it: pvesm status"));
  }

  /** As few digits as people need. */
  private static String rounded(ByteSize size) {
    for (long unit : List.of(1L << 40, 1L << 30, 1L << 20)) {
      if (size.bytes() >= 10 * unit) {
        return new ByteSize(size.bytes() / unit * unit).toString();
      }
    }
    return size.toString();
  }
}
