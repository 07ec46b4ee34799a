package ai.thinkheads.phoenix.core.model;

/** IPv4 addresses as 32 bits. */
final class Ipv4 {

  private static final int PARTS = 4;

  /** Whether the text is four decimal numbers from 0 to 255, without leading zeros. */
  static boolean isAddress(String text) {
    if (text.length() > "255.255.255.255".length()) {
      return false;
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      return false;
    }
    for (String part : parts) {
      if (!isPart(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(String part) {
    if (part.isEmpty() || part.length() > 3 || (part.length() > 1 && part.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < '0' || part.charAt(i) > '9') {
        return false;
      }
    }
    return Integer.parseInt(part) <= 255;
  }

  /** The bits of an address that is one. */
  static int bits(String address) {
    int bits = 0;
    for (String part : address.split("\\.", -1)) {
      bits = bits << 8 | Integer.parseInt(part);
    }
    return bits;
  }

  /** The bits that two addresses of one network have in common. */
  static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  private Ipv4() {}
}
