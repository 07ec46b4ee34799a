package ai.thinkheads.phoenix.core.model;

import java.util.Optional;

/**
 * One IPv4 or IPv6 address, in its canonical text.
 *
 * @param text the canonical text, like {@code 10.0.0.1} or {@code fd00::1}
 */
public record IpAddress(String text) implements Comparable<IpAddress> {

  /**
   * @throws IllegalArgumentException when the text is not one address
   */
  public IpAddress {
    text = canonical(text);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when the text is not one address
   */
  public static IpAddress parse(String text) {
    return new IpAddress(text);
  }

  /** Whether this is an IPv4 address. */
  public boolean isIpv4() {
    return text.indexOf(':') < 0;
  }

  private static String canonical(String text) {
    if (Ipv4.isAddress(text)) {
      return text;
    }
    // The library reads more into a text than Proxmox does, like blanks around it or 1..3.4.
    boolean ipv6 = text.indexOf(':') >= 0 && text.strip().equals(text);
    Optional<String> canonical = ipv6 ? AddressLibrary.canonical(text) : Optional.empty();
    return canonical.orElseThrow(
        () ->
            new IllegalArgumentException(
                "\"" + text + "\" is not an IP address; write it like 10.0.0.1 or fd00::1"));
  }

  @Override
  public int compareTo(IpAddress other) {
    return isIpv4() && other.isIpv4()
        ? Integer.compareUnsigned(Ipv4.bits(text), Ipv4.bits(other.text))
        : AddressLibrary.compare(text, other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
