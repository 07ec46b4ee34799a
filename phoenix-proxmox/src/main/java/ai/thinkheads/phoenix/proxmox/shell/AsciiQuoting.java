package ai.thinkheads.phoenix.proxmox.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Writes any UTF-8 text in ASCII, for bash. */
final class AsciiQuoting {

  /** The texts as a line of that many words. */
  static String join(List<String> texts) {
    return texts.stream().map(AsciiQuoting::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String text) {
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      return ShellQuoting.quote(text);
    }
    StringBuilder word = new StringBuilder("$'");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < 0 || b == '\'' || b == '\\') {
        word.append(String.format("\\%03o", b & 0xff));
      } else {
        word.append((char) b);
      }
    }
    return word.append("'").toString();
  }

  private AsciiQuoting() {}
}
