package ai.thinkheads.phoenix.core.state;

/**
 * A raw LXC setting of a container, like {@code lxc.cap.drop: sys_time}. Written with a colon or an
 * equals sign, with or without blanks, it is the same.
 *
 * @param key the LXC key
 * @param value its value
 */
public record RawRow(String key, String value) {

  /** The row as Proxmox writes it. */
  @Override
  public String toString() {
    return key + ": " + value;
  }
}
