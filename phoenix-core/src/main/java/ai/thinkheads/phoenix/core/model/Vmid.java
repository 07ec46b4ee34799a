package ai.thinkheads.phoenix.core.model;

/**
 * The cluster-wide number of a guest (a CTID when the guest is a container).
 *
 * <p>Proxmox accepts 100 to 999999999; lower numbers are reserved for itself ({@code
 * pve-common/JSONSchema.pm}, format {@code pve-vmid}).
 *
 * @param value the number, 100 to 999999999
 */
public record Vmid(int value) implements Comparable<Vmid> {

  /** The lowest number that Proxmox accepts. */
  public static final int MIN = 100;

  /** The highest number that Proxmox accepts. */
  public static final int MAX = 999_999_999;

  /**
   * @throws IllegalArgumentException when the number is outside of 100 to 999999999
   */
  public Vmid {
    if (value < MIN) {
      throw new IllegalArgumentException(
          "vmid " + value + " is reserved by Proxmox; use " + MIN + " or above");
    }
    if (value > MAX) {
      throw new IllegalArgumentException(
          "vmid " + value + " is too large for Proxmox; use " + MAX + " or below");
    }
  }

  /** The vmid of that number. */
  public static Vmid of(int value) {
    return new Vmid(value);
  }

  /**
   * Reads a vmid from its decimal digits.
   *
   * @throws IllegalArgumentException when the text is no number, or out of range
   */
  public static Vmid parse(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a vmid; use a number from " + MIN + " to " + MAX);
    }
    return new Vmid(Integer.parseInt(text));
  }

  @Override
  public int compareTo(Vmid other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
