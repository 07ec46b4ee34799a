package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Mount;
import java.util.Optional;

/**
 * A volume of its own for one guest. Made by {@link Phoenix#volume}.
 *
 * @param name what the definition calls it
 * @param storage the storage that holds it
 * @param size its size
 */
public record VolumeDef(Optional<String> name, String storage, ByteSize size) {

  /**
   * @throws IllegalArgumentException when the storage has no name or the size is not whole GiB
   */
  public VolumeDef {
    storage = new Mount.Volume(name, storage, size, "/").storage();
  }

  /** What the definition calls it; nothing by default. */
  public VolumeDef named(String text) {
    return new VolumeDef(Optional.of(text), storage, size);
  }

  Mount at(String path) {
    return new Mount.Volume(name, storage, size, path);
  }
}
