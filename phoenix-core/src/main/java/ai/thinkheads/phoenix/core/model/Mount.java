package ai.thinkheads.phoenix.core.model;

import java.util.Optional;
import java.util.OptionalInt;

/** Something of the node that appears as a folder inside a container ({@code mpN} in Proxmox). */
public sealed interface Mount {

  /** Where it appears inside the container; an absolute path, unique within the container. */
  String path();

  /** How it is mounted. */
  MountOptions options();

  /**
   * A folder of the node, or one of its block devices. A container with one can be neither
   * snapshotted nor cloned.
   *
   * @param source the folder on the node, an absolute path, made when it is missing; or a block
   *     device below {@code /dev/}
   * @param path where it appears inside the container
   * @param ownerUid the user inside the container that owns a folder that was made; absent for root
   * @param ownerGid the group inside the container that owns a folder that was made; absent for
   *     root
   * @param options how it is mounted
   */
  record Bind(
      String source, String path, OptionalInt ownerUid, OptionalInt ownerGid, MountOptions options)
      implements Mount {

    /**
     * @throws IllegalArgumentException when a path is not absolute and plain
     */
    public Bind {
      source = Names.absolutePath(source);
      path = Names.absolutePath(path);
    }

    /** A folder that is mounted as usual. */
    public Bind(String source, String path, OptionalInt ownerUid, OptionalInt ownerGid) {
      this(source, path, ownerUid, ownerGid, MountOptions.none());
    }

    /** A folder that belongs to root inside the container when it has to be made. */
    public static Bind of(String source, String path) {
      return new Bind(source, path, OptionalInt.empty(), OptionalInt.empty());
    }

    /** The same, mounted in another way. */
    public Bind withOptions(MountOptions value) {
      return new Bind(source, path, ownerUid, ownerGid, value);
    }

    /** Whether it is a block device rather than a folder. */
    public boolean isDevice() {
      return source.startsWith("/dev/");
    }
  }

  /**
   * A volume of its own, made when it is missing and never made twice.
   *
   * @param name what the definition calls it; absent for nothing
   * @param storage the storage that holds it
   * @param size its size in whole GiB, 1 or more
   * @param path where it appears inside the container
   * @param options how it is mounted
   */
  record Volume(
      Optional<String> name, String storage, ByteSize size, String path, MountOptions options)
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

    /** A volume that is mounted as usual. */
    public Volume(Optional<String> name, String storage, ByteSize size, String path) {
      this(name, storage, size, path, MountOptions.none());
    }

    /** The same, mounted in another way. */
    public Volume withOptions(MountOptions value) {
      return new Volume(name, storage, size, path, value);
    }
  }
}
