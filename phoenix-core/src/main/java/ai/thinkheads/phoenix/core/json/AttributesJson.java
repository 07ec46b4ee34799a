package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The correspondence of {@link Attributes} and JSON. */
final class AttributesJson {

  /** Those members of an object whose keys are chosen. */
  static Attributes read(JsonObject object, Predicate<String> chosen) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (key, member) -> {
              if (chosen.test(key)) {
                values.put(key, plain(member));
              }
            });
    return values.isEmpty() ? Attributes.none() : new Attributes(values);
  }

  static @Nullable Object plain(JsonValue value) {
    if (value instanceof JsonObject object) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      object.members().forEach((key, member) -> values.put(key, plain(member)));
      return values;
    }
    if (value instanceof JsonArray array) {
      List<@Nullable Object> items = new ArrayList<>(array.items().size());
      array.items().forEach(item -> items.add(plain(item)));
      return items;
    }
    if (value instanceof JsonValue.Text text) {
      return text.value();
    }
    if (value instanceof JsonValue.Numeral number) {
      return number.value();
    }
    return value instanceof JsonValue.Truth truth ? truth.value() : null;
  }

  /** The values as an object, by name: equal attributes give equal texts. */
  static JsonObject write(Attributes attributes) {
    return object(attributes.values());
  }

  static JsonValue write(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof List<?> list) {
      return JsonArray.of(list.stream().map(AttributesJson::write).toList());
    }
    if (value instanceof String text) {
      return JsonValue.text(text);
    }
    if (value instanceof BigDecimal number) {
      return JsonValue.Numeral.of(number);
    }
    return value instanceof Boolean truth
        ? JsonValue.truth(truth)
        : new JsonValue.Null(Position.NOWHERE);
  }

  private static JsonObject object(Map<?, ?> values) {
    JsonObject.Builder object = JsonObject.builder();
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    values.forEach((name, value) -> sorted.put((String) name, value));
    sorted.forEach((name, value) -> object.put(name, write(value)));
    return object.build();
  }

  private AttributesJson() {}
}
