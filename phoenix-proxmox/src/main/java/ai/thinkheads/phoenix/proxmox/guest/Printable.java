package ai.thinkheads.phoenix.proxmox.guest;

import java.util.regex.Pattern;

/** Makes what programs print fit to be shown: no control sequences, no endless lines. */
final class Printable {

  /** {@code ESC [ … LETTER} as in colours, {@code ESC ] … BEL} as in titles, other escapes. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?|[ -/]*[0-~])");

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** One line of at most that many characters. */
  static String line(String raw, int length) {
    String plain = ESCAPES.matcher(raw).replaceAll("");
    String line = UNPRINTABLE.matcher(plain).replaceAll(" ").stripTrailing();
    if (line.length() <= length) {
      return line;
    }
    int cut = Character.isHighSurrogate(line.charAt(length - 2)) ? length - 2 : length - 1;
    return line.substring(0, cut) + "…";
  }

  private Printable() {}
}
