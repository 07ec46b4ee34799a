package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.NvidiaSoftware;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is said about an infrastructure between the braces of {@link Phoenix#infrastructure}. */
public final class InfrastructureBlock {

  private final String name;
  private final SortedMap<Vmid, GuestDef> guests = new TreeMap<>();
  private final SortedMap<String, SharedVolumeDef> volumes = new TreeMap<>();
  private Attributes settings = Attributes.none();
  private Attributes extras = Attributes.none();
  private NvidiaSoftware nvidia = NvidiaSoftware.unsaid();

  InfrastructureBlock(String name) {
    this.name = name;
  }

  /** Guests that shall exist, with all that they refer to, directly or not; none by default. */
  public InfrastructureBlock guests(GuestDef... definitions) {
    return guests(List.of(definitions));
  }

  /** Guests that shall exist, with all that they refer to, directly or not; none by default. */
  public InfrastructureBlock guests(Collection<? extends GuestDef> definitions) {
    Deque<GuestDef> open = new ArrayDeque<>(definitions);
    while (!open.isEmpty()) {
      GuestDef guest = open.remove();
      GuestDef other = guests.putIfAbsent(guest.vmid(), guest);
      if (other == null) {
        guest.sharedMounts().keySet().forEach(this::sharedVolume);
        open.addAll(guest.needs());
      } else if (other != guest) {
        throw UserLine.error(
            "vmid " + guest.vmid() + " is taken twice, by " + other + " and by " + guest,
            "give one of them another number");
      }
    }
    return this;
  }

  /** A shared volume that nobody has to mount; those that guests mount are there by default. */
  public InfrastructureBlock sharedVolume(SharedVolumeDef volume) {
    SharedVolumeDef other = volumes.putIfAbsent(volume.name(), volume);
    if (other != null && !other.equals(volume)) {
      throw UserLine.error(
          "shared volume \"" + volume.name() + "\" is defined twice, and differently",
          "define it once and refer to that variable");
    }
    return this;
  }

  /** The NVIDIA driver version of the node, which guests must match; unsaid by default. */
  public InfrastructureBlock nvidiaDriver(String version) {
    nvidia = new NvidiaSoftware(Optional.of(version), nvidia.repositoryUrl(), nvidia.runfileUrl());
    return this;
  }

  /** The CUDA repository that guests use, ending with {@code /}; unsaid by default. */
  public InfrastructureBlock nvidiaRepository(String url) {
    nvidia = new NvidiaSoftware(nvidia.driverVersion(), Optional.of(url), nvidia.runfileUrl());
    return this;
  }

  /** The installer that guests get their NVIDIA driver from; unsaid by default. */
  public InfrastructureBlock nvidiaRunfile(String url) {
    nvidia = new NvidiaSoftware(nvidia.driverVersion(), nvidia.repositoryUrl(), Optional.of(url));
    return this;
  }

  /**
   * A setting of the node, by its key in the host file, like {@code timezone}: text, a number, a
   * boolean, a list or a map; none by default. Maps are sorted, {@link Attributes} keep their
   * order.
   */
  public InfrastructureBlock setting(String key, Object value) {
    settings = UserLine.check(() -> settings.with(key, PlainValues.of(value)));
    return this;
  }

  /**
   * Whether guests go back to what they were when a change of them fails; a guest may choose for
   * itself; false by default.
   */
  public InfrastructureBlock rollbackOnFailure(boolean on) {
    Map<Object, Object> behavior = new LinkedHashMap<>();
    if (settings.get("behavior").orElse("") instanceof Map<?, ?> before) {
      behavior.putAll(before);
    }
    behavior.put("rollback_on_failure", on);
    return setting("behavior", behavior);
  }

  /** Another key of the guest file's root, with values as in {@link #setting}; none by default. */
  public InfrastructureBlock extra(String key, Object value) {
    extras = UserLine.check(() -> extras.with(key, PlainValues.of(value)));
    return this;
  }

  Infrastructure close() {
    SortedMap<Vmid, Container> containers = new TreeMap<>();
    guests.forEach((vmid, guest) -> containers.put(vmid, guest.container()));
    return new Infrastructure(
        name, new Host(sharedVolumes(), settings), nvidia, containers, extras);
  }

  private Map<String, SharedVolume> sharedVolumes() {
    Map<String, SharedVolume> shared = new LinkedHashMap<>();
    volumes.forEach(
        (volume, definition) -> shared.put(volume, definition.mountedBy(mounts(definition))));
    return shared;
  }

  private SortedMap<Vmid, String> mounts(SharedVolumeDef volume) {
    SortedMap<Vmid, String> mounts = new TreeMap<>();
    guests.forEach(
        (vmid, guest) ->
            Optional.ofNullable(guest.sharedMounts().get(volume))
                .ifPresent(path -> mounts.put(vmid, path)));
    return mounts;
  }
}
