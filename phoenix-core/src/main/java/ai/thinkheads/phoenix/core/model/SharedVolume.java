package ai.thinkheads.phoenix.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of the node that several containers share.
 *
 * @param name what the definition calls it
 * @param hostPath the folder on the node, an absolute path; made when it is missing
 * @param mounts where it appears, by container
 * @param owner who owns a folder that was made, as {@code UID:GID} on the node; absent for root of
 *     an unprivileged container (100000:100000)
 */
public record SharedVolume(
    String name, String hostPath, SortedMap<Vmid, String> mounts, Optional<String> owner) {

  /**
   * @throws IllegalArgumentException when a path is not absolute and plain
   */
  public SharedVolume {
    hostPath = Names.absolutePath(hostPath);
    SortedMap<Vmid, String> copy = new TreeMap<>();
    mounts.forEach((vmid, path) -> copy.put(vmid, Names.absolutePath(path)));
    mounts = Collections.unmodifiableSortedMap(copy);
  }

  /** A volume that is mounted by these containers at these paths. */
  public static SharedVolume of(String name, String hostPath, Map<Vmid, String> mounts) {
    return new SharedVolume(name, hostPath, new TreeMap<>(mounts), Optional.empty());
  }
}
