package ai.thinkheads.phoenix.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The host part of a definition: what the guests share, and the settings of the node itself.
 *
 * @param sharedVolumes folders of the node that containers share, by name
 * @param settings everything else that the host file says, under its keys
 */
public record Host(Map<String, SharedVolume> sharedVolumes, Attributes settings) {

  private static final Host EMPTY = new Host(Map.of(), Attributes.none());

  /**
   * @throws IllegalArgumentException when a volume stands under another name than its own
   */
  public Host {
    // Sorted, so that equal hosts give equal plans and files.
    sharedVolumes = Collections.unmodifiableMap(new TreeMap<>(sharedVolumes));
    sharedVolumes.forEach(
        (name, volume) -> {
          if (!volume.name().equals(name)) {
            throw new IllegalArgumentException(
                "shared volume \"" + volume.name() + "\" stands under \"" + name + "\"");
          }
        });
  }

  /** A host about which nothing is said. */
  public static Host empty() {
    return EMPTY;
  }

  /** What the shared volumes mount into a container, in the order of their names. */
  public List<Mount> mountsOf(Vmid vmid) {
    return sharedVolumes.values().stream()
        .filter(volume -> volume.mounts().containsKey(vmid))
        .<Mount>map(volume -> Mount.Bind.of(volume.hostPath(), volume.mounts().get(vmid)))
        .toList();
  }
}
