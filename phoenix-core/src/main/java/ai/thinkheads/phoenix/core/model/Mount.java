package ai.thinkheads.phoenix.core.model;

import java.util.Optional;
import java.util.OptionalInt;

/** Something of the node that appears as a folder inside a container ({@code mpN} in Proxmox). */
public sealed interface Mount {

  /** Where it appears inside the container; an absolute path, unique within the container. */
  String path();

  /**
   * A folder of the node. A container with one can be neither snapshotted nor cloned.
   *
   * @param source the folder on the node, an absolute path; made when it is missing
   * @param path where it appears inside the container
   * @param ownerUid the user inside the container that owns a folder that was made; absent for root
   * @param ownerGid the group inside the container that owns a folder that was made; absent for
   *     root
   */
  record Bind(String source, String path, OptionalInt ownerUid, OptionalInt ownerGid)
      implements Mount {

    /**
     * @throws IllegalArgumentException when a path is not absolute and plain
     */
    public Bind {
      source = Names.absolutePath(source);
      path = Names.absolutePath(path);
    }

    /** A folder that belongs to root inside the container when it has to be made. */
    public static Bind of(String source, String path) {
      return new Bind(source, path, OptionalInt.empty(), OptionalInt.empty());
    }
  }

  /**
   * A volume of its own, made when it is missing and never made twice.
   *
   * @param name what the definition calls it; absent for nothing
   * @param storage the storage that holds it
   * @param size its size in whole GiB, 1 or more
   * @param path where it appears inside the container
   */
  record Volume(Optional<String> name, String storage, ByteSize size, String path)
      implements Mount {

    /**
     * @throws IllegalArgumentException when a path or name has a form that Proxmox refuses, or the
     *     size is not whole GiB
     */
    public Volume {
      storage = Names.storage(storage);
      path = Names.absolutePath(path);
      if (!size.isWholeGib() || size.toGib() < 1) {
        throw new IllegalArgumentException(
            "volume size " + size + " cannot be allocated; use whole GiB, 1 or more");
      }
    }
  }
}
