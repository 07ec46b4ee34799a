package ai.thinkheads.phoenix.core.model;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/**
 * One IPv4 or IPv6 address, in its canonical text.
 *
 * @param text the canonical text, like {@code 10.0.0.1} or {@code fd00::1}
 */
public record IpAddress(String text) implements Comparable<IpAddress> {

  /** Only the notations that Proxmox reads: no wildcards, ranges, octal or missing parts. */
  static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allowLeadingZeros(false)
          .allow_inet_aton(false)
          .allowBinary(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getParentBuilder()
          .toParams();

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
    try {
      IPAddressString string = new IPAddressString(text, STRICT);
      IPAddress address = string.isPrefixed() ? null : string.toAddress();
      if (address != null && !address.isMultiple()) {
        return address.toCanonicalString();
      }
    } catch (AddressStringException e) {
      // Falls through: the library's own text names neither value nor remedy.
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not an IP address; write it like 10.0.0.1 or fd00::1");
  }

  IPAddress toLibrary() {
    return new IPAddressString(text, STRICT).getAddress();
  }

  @Override
  public int compareTo(IpAddress other) {
    return toLibrary().compareTo(other.toLibrary());
  }

  @Override
  public String toString() {
    return text;
  }
}
