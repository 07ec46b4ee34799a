package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.DevicePassthrough;

/**
 * A device file of the node for one guest. Made by {@link Phoenix#device}.
 *
 * @param device the device
 */
public record DeviceDef(DevicePassthrough device) {

  /** Its permissions inside the guest, in octal like {@code 0660}; Proxmox's by default. */
  public DeviceDef mode(String octal) {
    return UserLine.check(() -> new DeviceDef(device.withMode(octal)));
  }

  /** The user inside the guest that owns it, 0 or more; root by default. */
  public DeviceDef uid(int number) {
    return UserLine.check(() -> new DeviceDef(device.withUid(number)));
  }

  /** The group inside the guest that owns it, 0 or more; root by default. */
  public DeviceDef gid(int number) {
    return UserLine.check(() -> new DeviceDef(device.withGid(number)));
  }

  /** Lets the guest only read it; it may also write by default. */
  public DeviceDef denyWrite() {
    return new DeviceDef(device.withDenyWrite(true));
  }
}
