package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A volume of its own for one guest. Made by {@link Phoenix#volume}.
 *
 * @param name what the definition calls it
 * @param storage the storage that holds it
 * @param size its size
 * @param options how it is mounted
 */
public record VolumeDef(
    Optional<String> name, String storage, ByteSize size, MountOptions options) {

  /**
   * @throws IllegalArgumentException when the storage has no name or the size is not whole GiB
   */
  public VolumeDef {
    storage = new Mount.Volume(name, storage, size, "/").storage();
  }

  /** A volume that is mounted as usual. */
  public VolumeDef(Optional<String> name, String storage, ByteSize size) {
    this(name, storage, size, MountOptions.none());
  }

  /** What the definition calls it; nothing by default. */
  public VolumeDef named(String text) {
    return new VolumeDef(Optional.of(text), storage, size, options);
  }

  /** How it is mounted, like {@code m -> m.backup(true)}; as usual by default. */
  public VolumeDef options(Consumer<? super MountOptions.Builder> said) {
    MountOptions.Builder builder = options.toBuilder();
    said.accept(builder);
    return new VolumeDef(name, storage, size, builder.build());
  }

  Mount at(String path) {
    return new Mount.Volume(name, storage, size, path, options);
  }
}
