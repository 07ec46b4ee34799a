package ai.thinkheads.phoenix.core.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hardware address of a network interface, in upper case with colons as Proxmox writes it.
 *
 * @param text the address, like {@code BC:24:11:45:91:2F}
 */
public record MacAddress(String text) {

  private static final Pattern TEXT = Pattern.compile("(?:[0-9A-F]{2}:){5}[0-9A-F]{2}");

  /**
   * @throws IllegalArgumentException when the text is no MAC address, or a multicast one
   */
  public MacAddress {
    String upper = text.toUpperCase(Locale.ROOT);
    if (!TEXT.matcher(upper).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a MAC address; write it like BC:24:11:45:91:2F");
    }
    if ((Integer.parseInt(upper.substring(0, 2), 16) & 1) != 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is a multicast MAC address; make its first octet even");
    }
    text = upper;
  }

  /**
   * Reads an address in either case.
   *
   * @throws IllegalArgumentException when the text is no MAC address, or a multicast one
   */
  public static MacAddress parse(String text) {
    return new MacAddress(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
