package ai.thinkheads.phoenix.testing.sim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The {@code printf} of a shell, as far as {@code %s}, {@code %d}, {@code %%} and escapes go. */
final class Printf {

  private Printf() {}

  static byte[] format(String format, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deque<String> rest = new ArrayDeque<>(arguments);
    do {
      int before = rest.size();
      once(format, rest, out);
      if (rest.size() == before) {
        break;
      }
    } while (!rest.isEmpty());
    return out.toByteArray();
  }

  private static void once(String format, Deque<String> arguments, ByteArrayOutputStream out) {
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      char next = at + 1 < format.length() ? format.charAt(at + 1) : ' ';
      if (c == '%' && (next == 's' || next == 'd')) {
        String argument = arguments.isEmpty() ? "" : arguments.removeFirst();
        out.writeBytes(argument.getBytes(StandardCharsets.UTF_8));
        at += 2;
      } else if (c == '%' && next == '%') {
        out.write('%');
        at += 2;
      } else if (c == '\\') {
        at = escape(format, at + 1, out);
      } else {
        int point = format.codePointAt(at);
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(point);
      }
    }
  }

  private static int escape(String format, int at, ByteArrayOutputStream out) {
    int octal = at;
    while (octal < format.length()
        && octal < at + 3
        && "01234567".indexOf(format.charAt(octal)) >= 0) {
      octal++;
    }
    if (octal > at) {
      out.write(Integer.parseInt(format.substring(at, octal), 8));
      return octal;
    }
    char c = at < format.length() ? format.charAt(at) : '\\';
    out.write(c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c);
    return at + 1;
  }
}
