package ai.thinkheads.phoenix.core.model;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/**
 * The library that knows all about addresses. Loading it costs as much time as two bare starts of a
 * JVM, so plain IPv4 goes without it.
 */
final class AddressLibrary {

  /** Only the notations that Proxmox reads: no wildcards, ranges, octal or missing parts. */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allowLeadingZeros(false)
          .allow_inet_aton(false)
          .allowBinary(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getParentBuilder()
          .toParams();

  /**
   * The canonical text of one address.
   *
   * @throws IllegalArgumentException when the text is not one address
   */
  static String canonical(String text) {
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

  static IPAddress address(String text) {
    return new IPAddressString(text, STRICT).getAddress();
  }

  private AddressLibrary() {}
}
