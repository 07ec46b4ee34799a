package ai.thinkheads.phoenix.core.state;

/**
 * By what the kernel knows a character device.
 *
 * @param major the number of its driver, which may differ after every start of the node
 * @param minor the number that the driver gives it
 */
public record DeviceNumber(int major, int minor) {

  /** Like {@code 195:0}. */
  @Override
  public String toString() {
    return major + ":" + minor;
  }
}
