package ai.thinkheads.phoenix.core.json;

import java.util.Locale;

/** How texts of a file are shown in messages and written into JSON: quoted, escaped, shortened. */
final class Quoted {

  private static final int SHOWN = 60;
  private static final int MESSAGE = 400;
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  /** The JSON text of a string. */
  static String text(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 16).append('"');
    append(quoted, value);
    return quoted.append('"').toString();
  }

  /** The string of a JSON text that is known to be well-formed. */
  static String unquoted(String text) {
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        value.append(c);
        continue;
      }
      char escape = text.charAt(++i);
      int known = ESCAPES.indexOf(escape);
      if (known >= 0) {
        value.append(ESCAPED.charAt(known));
      } else if (escape == 'u' && i + 4 < text.length() - 1) {
        value.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      }
    }
    return value.toString();
  }

  /** The beginning of a string as JSON text, fit for a message. */
  static String brief(String value) {
    return text(shortened(value, SHOWN));
  }

  /** A message that stays on one line and cannot steer a terminal, however hostile its parts. */
  static String oneLine(String message) {
    StringBuilder line = new StringBuilder();
    shortened(message, MESSAGE)
        .codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point) || isInvisible(point)) {
                line.append(unicode(point));
              } else {
                line.appendCodePoint(point);
              }
            });
    return line.toString();
  }

  static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "…";
  }

  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static void append(StringBuilder quoted, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int known = c == '/' ? -1 : ESCAPED.indexOf(c);
      if (known >= 0) {
        quoted.append('\\').append(ESCAPES.charAt(known));
      } else if (Character.isISOControl(c) || isLone(value, i) || c == '\u2028' || c == '\u2029') {
        quoted.append(unicode(c));
      } else {
        quoted.append(c);
      }
    }
  }

  /** Half a surrogate pair cannot be written as UTF-8, but JSON can spell it. */
  private static boolean isLone(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
  }

  private static String unicode(int unit) {
    return String.format(Locale.ROOT, "\\u%04x", unit);
  }

  private Quoted() {}
}
