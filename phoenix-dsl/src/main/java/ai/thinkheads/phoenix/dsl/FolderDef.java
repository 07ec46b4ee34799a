package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A folder of the node for one guest. Made by {@link Phoenix#folder}.
 *
 * @param hostPath the folder on the node
 * @param uid the user inside the guest that owns the folder when it had to be made
 * @param gid the group inside the guest that owns the folder when it had to be made
 * @param options how it is mounted
 */
public record FolderDef(String hostPath, OptionalInt uid, OptionalInt gid, MountOptions options) {

  /**
   * @throws IllegalArgumentException when the path is not absolute and plain
   */
  public FolderDef {
    hostPath = Mount.Bind.of(hostPath, "/").source();
  }

  /** A folder that is mounted as usual. */
  public FolderDef(String hostPath, OptionalInt uid, OptionalInt gid) {
    this(hostPath, uid, gid, MountOptions.none());
  }

  /** The user inside the guest that owns the folder when it had to be made; root by default. */
  public FolderDef uid(int number) {
    return new FolderDef(hostPath, OptionalInt.of(number), gid, options);
  }

  /** The group inside the guest that owns the folder when it had to be made; root by default. */
  public FolderDef gid(int number) {
    return new FolderDef(hostPath, uid, OptionalInt.of(number), options);
  }

  /** How it is mounted, like {@code m -> m.readOnly(true)}; as usual by default. */
  public FolderDef options(Consumer<? super MountOptions.Builder> said) {
    MountOptions.Builder builder = options.toBuilder();
    said.accept(builder);
    return new FolderDef(hostPath, uid, gid, builder.build());
  }

  Mount at(String path) {
    return new Mount.Bind(hostPath, path, uid, gid, options);
  }
}
