package ai.thinkheads.phoenix.core.model;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/**
 * The library that knows all about addresses. Loading it costs as much time as two bare starts of a
 * JVM, so plain IPv4 goes without it, and no other class may mention its types: verifying that
 * class would load it.
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

  /** The canonical text of one address; empty when the text is not one address. */
  static Optional<String> canonical(String text) {
    try {
      IPAddressString string = new IPAddressString(text, STRICT);
      IPAddress address = string.isPrefixed() ? null : string.toAddress();
      return address == null || address.isMultiple()
          ? Optional.empty()
          : Optional.of(address.toCanonicalString());
    } catch (AddressStringException e) {
      // The library's own text names neither value nor remedy.
      return Optional.empty();
    }
  }

  /** Whether the network of one address contains another. */
  static boolean contains(String address, int prefix, String other) {
    return address(address).toPrefixBlock(prefix).contains(address(other));
  }

  /** Which of two addresses comes first. */
  static int compare(String one, String other) {
    return address(one).compareTo(address(other));
  }

  static IPAddress address(String text) {
    return new IPAddressString(text, STRICT).getAddress();
  }

  private AddressLibrary() {}
}
