package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Mount;
import java.util.OptionalInt;

/**
 * A folder of the node for one guest. Made by {@link Phoenix#folder}.
 *
 * @param hostPath the folder on the node
 * @param uid the user inside the guest that owns the folder when it had to be made
 * @param gid the group inside the guest that owns the folder when it had to be made
 */
public record FolderDef(String hostPath, OptionalInt uid, OptionalInt gid) {

  /**
   * @throws IllegalArgumentException when the path is not absolute and plain
   */
  public FolderDef {
    hostPath = Mount.Bind.of(hostPath, "/").source();
  }

  /** The user inside the guest that owns the folder when it had to be made; root by default. */
  public FolderDef uid(int number) {
    return new FolderDef(hostPath, OptionalInt.of(number), gid);
  }

  /** The group inside the guest that owns the folder when it had to be made; root by default. */
  public FolderDef gid(int number) {
    return new FolderDef(hostPath, uid, OptionalInt.of(number));
  }

  Mount at(String path) {
    return new Mount.Bind(hostPath, path, uid, gid);
  }
}
