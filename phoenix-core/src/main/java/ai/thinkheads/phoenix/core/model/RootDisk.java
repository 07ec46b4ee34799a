package ai.thinkheads.phoenix.core.model;

/**
 * The root file system of a container.
 *
 * @param storage the Proxmox storage that holds it
 * @param size its size in whole GiB, 1 or more; it can grow later and never shrink
 * @param options how it is mounted
 */
public record RootDisk(String storage, ByteSize size, MountOptions options) {

  /**
   * @throws IllegalArgumentException when the storage has no name, the size is not whole GiB, or a
   *     root file system has no such mount option
   */
  public RootDisk {
    storage = Names.storage(storage);
    if (!size.isWholeGib() || size.toGib() < 1) {
      throw new IllegalArgumentException(
          "disk size " + size + " cannot be allocated; use whole GiB, 1 or more");
    }
    if (options.backup().isPresent() || options.keepAttributes().isPresent()) {
      throw new IllegalArgumentException(
          "the root file system is always in backups and keeps its attributes; take "
              + (options.backup().isPresent() ? "backup" : "keepattrs")
              + " away from it");
    }
  }

  /** A root file system that is mounted as usual. */
  public RootDisk(String storage, ByteSize size) {
    this(storage, size, MountOptions.none());
  }

  /** The same, mounted in another way. */
  public RootDisk withOptions(MountOptions value) {
    return new RootDisk(storage, size, value);
  }
}
