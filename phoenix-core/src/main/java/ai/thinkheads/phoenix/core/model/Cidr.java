package ai.thinkheads.phoenix.core.model;

/**
 * An address together with the size of its network, like {@code 10.0.0.200/24}.
 *
 * @param address the address itself; host bits are kept
 * @param prefix the number of network bits, 0 to 32 for IPv4 and 0 to 128 for IPv6
 */
public record Cidr(IpAddress address, int prefix) {

  /**
   * @throws IllegalArgumentException when the prefix does not fit the address family
   */
  public Cidr {
    int bits = address.isIpv4() ? 32 : 128;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(
          "prefix /" + prefix + " does not fit " + address + "; use /0 to /" + bits);
    }
  }

  /**
   * Reads {@code ADDRESS/PREFIX}.
   *
   * @throws IllegalArgumentException when the text is not that
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has no network size; write it like 10.0.0.200/24");
    }
    IpAddress address = IpAddress.parse(text.substring(0, slash));
    return new Cidr(address, Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether the address lies in this network. */
  public boolean contains(IpAddress other) {
    if (other.isIpv4() != address.isIpv4()) {
      return false;
    }
    if (address.isIpv4()) {
      int differing = Ipv4.bits(address.text()) ^ Ipv4.bits(other.text());
      return (differing & Ipv4.mask(prefix)) == 0;
    }
    return AddressLibrary.contains(address.text(), prefix, other.text());
  }

  /** Whether the address names the network or its IPv4 broadcast, so no guest can have it. */
  public boolean isNetworkOrBroadcast() {
    if (!address.isIpv4() || prefix >= 31) {
      return false;
    }
    int host = Ipv4.bits(address.text()) & ~Ipv4.mask(prefix);
    return host == 0 || host == ~Ipv4.mask(prefix);
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
