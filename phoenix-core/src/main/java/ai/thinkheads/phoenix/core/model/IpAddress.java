package ai.thinkheads.phoenix.core.model;

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
    return Ipv4.isAddress(text) ? text : AddressLibrary.canonical(text);
  }

  @Override
  public int compareTo(IpAddress other) {
    return isIpv4() && other.isIpv4()
        ? Integer.compareUnsigned(Ipv4.bits(text), Ipv4.bits(other.text))
        : AddressLibrary.address(text).compareTo(AddressLibrary.address(other.text));
  }

  @Override
  public String toString() {
    return text;
  }
}
