package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.model.Attributes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@link Attributes} as JSON text, on one line, keys in their order: equal values give
 * equal texts.
 */
final class JsonText {

  static String of(@Nullable Object value) {
    if (value instanceof String text) {
      return quote(text);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> quote((String) entry.getKey()) + ":" + of(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    return String.valueOf(value);
  }

  private static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            letter -> {
              if (letter == '"' || letter == '\\') {
                json.append('\\').append((char) letter);
              } else if (letter < ' ') {
                json.append(String.format("\\u%04x", letter));
              } else {
                json.append((char) letter);
              }
            });
    return json.append('"').toString();
  }

  private JsonText() {}
}
