package ai.thinkheads.phoenix.core.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A device file of the node that a container may use ({@code devN} in Proxmox).
 *
 * @param path the device file, below {@code /dev/}; the same inside the container
 * @param mode its permissions inside, four octal digits like {@code 0660}; absent for those that
 *     Proxmox chooses
 * @param uid the user inside the container that owns it, 0 or more; absent for root
 * @param gid the group inside the container that owns it, 0 or more; absent for root
 * @param denyWrite whether it can only be read; false by default
 */
public record DevicePassthrough(
    String path, Optional<String> mode, OptionalInt uid, OptionalInt gid, boolean denyWrite) {

  /**
   * @throws IllegalArgumentException when the path is not one of a device, or a part is out of
   *     range
   */
  public DevicePassthrough {
    path = Names.absolutePath(path);
    if (!path.startsWith("/dev/")) {
      throw new IllegalArgumentException(
          "\"" + path + "\" is not a device file; use one below /dev/");
    }
    mode = mode.map(DevicePassthrough::octal);
    if (uid.orElse(0) < 0 || gid.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "device " + path + " cannot belong to a negative id; use 0 or more");
    }
  }

  private static String octal(String mode) {
    if (!mode.matches("0?[0-7]{3}")) {
      throw new IllegalArgumentException(
          "device mode \"" + mode + "\" cannot be set; use octal digits like 0660");
    }
    return mode.length() == 3 ? "0" + mode : mode;
  }

  /** A device that belongs to root inside, with Proxmox's permissions. */
  public static DevicePassthrough of(String path) {
    return new DevicePassthrough(
        path, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), false);
  }

  /** The same with permissions inside, octal digits like {@code 0660}. */
  public DevicePassthrough withMode(String value) {
    return new DevicePassthrough(path, Optional.of(value), uid, gid, denyWrite);
  }

  /** The same with an owner inside, 0 or more. */
  public DevicePassthrough withUid(int value) {
    return new DevicePassthrough(path, mode, OptionalInt.of(value), gid, denyWrite);
  }

  /** The same with a group inside, 0 or more. */
  public DevicePassthrough withGid(int value) {
    return new DevicePassthrough(path, mode, uid, OptionalInt.of(value), denyWrite);
  }

  /** The same, only to be read or not. */
  public DevicePassthrough withDenyWrite(boolean value) {
    return new DevicePassthrough(path, mode, uid, gid, value);
  }
}
