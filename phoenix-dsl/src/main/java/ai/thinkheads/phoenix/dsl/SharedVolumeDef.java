package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A folder of the node that several guests share. Made by {@link Phoenix#sharedVolume}; guests
 * mount it by {@link GuestBlock#mount}.
 *
 * @param name what the definition calls it
 * @param hostPath the folder on the node
 * @param owner who owns the folder when it had to be made, as {@code UID:GID} on the node
 */
public record SharedVolumeDef(String name, String hostPath, Optional<String> owner) {

  /**
   * @throws IllegalArgumentException when the path is not absolute and plain
   */
  public SharedVolumeDef {
    hostPath = SharedVolume.of(name, hostPath, Map.of()).hostPath();
  }

  /**
   * Who owns the folder when it had to be made, by numbers on the node; root of an unprivileged
   * container (100000:100000) by default.
   */
  public SharedVolumeDef owner(int uid, int gid) {
    return new SharedVolumeDef(name, hostPath, Optional.of(uid + ":" + gid));
  }

  /** The volume of the model, mounted by these containers at these paths. */
  SharedVolume mountedBy(SortedMap<Vmid, String> mounts) {
    return new SharedVolume(name, hostPath, mounts, owner);
  }
}
