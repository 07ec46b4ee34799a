package ai.thinkheads.phoenix.proxmox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** How Proxmox stores remarks: percent signs before two hexadecimal digits stand for bytes. */
final class PercentEncoding {

  /** The text that is meant. A percent sign before anything else stands for itself. */
  static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int value = i + 2 < bytes.length && bytes[i] == '%' ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      decoded.write(value < 0 ? bytes[i] : value);
      i += value < 0 ? 0 : 2;
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int upper = Character.digit(high, 16);
    int lower = Character.digit(low, 16);
    return upper < 0 || lower < 0 ? -1 : upper * 16 + lower;
  }

  private PercentEncoding() {}
}
