package ai.thinkheads.phoenix.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The host part of a definition: what the guests share, and the settings of the node itself.
 *
 * @param sharedVolumes folders of the node that containers share, by name
 * @param settings everything else that the host file says, under its keys
 */
public record Host(Map<String, SharedVolume> sharedVolumes, Attributes settings) {

  private static final Host EMPTY = new Host(Map.of(), Attributes.none());

  /** Copies the volumes, in their order. */
  public Host {
    sharedVolumes = Collections.unmodifiableMap(new LinkedHashMap<>(sharedVolumes));
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
