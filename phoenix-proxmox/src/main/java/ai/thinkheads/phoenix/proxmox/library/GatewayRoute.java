package ai.thinkheads.phoenix.proxmox.library;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route of a gateway, as its script gets it: a path, a URL, {@code strip} or {@code keep} for the
 * path, and the seconds that an answer may take.
 *
 * <p>It is given as an object like {@code {"path": "/v1", "to": 950, "port": 8000}}, or as a path
 * and an address in one text. What cannot be understood becomes words that say why, which never
 * look like a route, so that the check refuses and shows them.
 */
final class GatewayRoute {

  /** What people are told to use. */
  static final String USE =
      "an object like {\"path\": \"/v1\", \"to\": 950, \"port\": 8000}; a path is made of letters,"
          + " digits, '.', '_', '~' and '-'";

  private static final Pattern FORM =
      Pattern.compile(
          "(/|(?:/[A-Za-z0-9._~-]+)+) https?://(?:\\[[0-9a-f:]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?"
              + " (?:strip|keep) [1-9][0-9]{0,4}");
  private static final Set<String> KEYS =
      Set.of("path", "to", "port", "scheme", "strip", "timeout_seconds");
  private static final int USUAL_PORT = 80;
  private static final String USUAL_TIMEOUT = "300";

  /** The route, with the address of the guest that it names. */
  static String resolved(@Nullable Object given, GuestReference reference) {
    if (given instanceof Map<?, ?> object) {
      return ofObject(object, reference);
    }
    String text = String.valueOf(given);
    String[] words = text.strip().split("\\s+", -1);
    return words.length == 2
        ? line(words[0], reference.url(words[1], "", USUAL_PORT), "keep", USUAL_TIMEOUT)
        : text;
  }

  private static String ofObject(Map<?, ?> object, GuestReference reference) {
    for (Object key : object.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        return "one with the key " + key;
      }
    }
    Object to = object.get("to");
    if (to == null) {
      return "one to nowhere";
    }
    String url = reference.url(object.get("port") == null ? to : object, "", USUAL_PORT);
    if ("https".equals(object.get("scheme")) && url.startsWith("http://")) {
      url = "https" + url.substring("http".length());
    }
    return line(
        text(object.get("path"), ""),
        url,
        Boolean.TRUE.equals(object.get("strip")) ? "strip" : "keep",
        text(object.get("timeout_seconds"), USUAL_TIMEOUT));
  }

  private static String line(String path, String url, String prefix, String timeout) {
    boolean slash = path.length() > 1 && path.endsWith("/");
    String plain = slash ? path.substring(0, path.length() - 1) : path;
    return plain + " " + url + " " + prefix + " " + timeout;
  }

  private static String text(@Nullable Object value, String other) {
    if (value == null) {
      return other;
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** Whether that is a route. */
  static boolean isOne(String line) {
    return FORM.matcher(line).matches();
  }

  /** The path of a route. */
  static String path(String line) {
    return line.substring(0, Math.max(0, line.indexOf(' ')));
  }

  private GatewayRoute() {}
}
