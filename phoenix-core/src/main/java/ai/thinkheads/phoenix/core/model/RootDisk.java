package ai.thinkheads.phoenix.core.model;

/**
 * The root file system of a container.
 *
 * @param storage the Proxmox storage that holds it
 * @param size its size in whole GiB, 1 or more; it can grow later and never shrink
 */
public record RootDisk(String storage, ByteSize size) {

  /**
   * @throws IllegalArgumentException when the storage has no name or the size is not whole GiB
   */
  public RootDisk {
    storage = Names.storage(storage);
    if (!size.isWholeGib() || size.toGib() < 1) {
      throw new IllegalArgumentException(
          "disk size " + size + " cannot be allocated; use whole GiB, 1 or more");
    }
  }
}
