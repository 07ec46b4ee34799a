package ai.thinkheads.phoenix.core.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one value of a file may look like, as one of our published schemas says.
 *
 * @param title what the value is, for messages, like {@code MAC address}; empty for nothing special
 * @param types the kinds of values that are allowed, in the words of JSON Schema; empty for any
 * @param options the values that are allowed; empty for any
 * @param pattern the form of a text; absent for any
 * @param minLength the fewest characters of a text
 * @param maxLength the most characters of a text
 * @param minimum the least number; absent for no limit
 * @param maximum the greatest number; absent for no limit
 * @param items the shape of a list's items; absent for any
 * @param properties the shapes of an object's known keys, in the order in which they are written
 * @param others the shape of what stands under other keys; absent when those are unknown keys
 * @param keys the shape of all keys; absent for any
 * @param required keys that an object must have
 * @param example a value as it should be; absent for none
 * @param noEffect why the value is kept without doing anything, empty for no particular reason;
 *     absent for a value that has an effect
 * @param secret whether the value must not be shown
 */
record Shape(
    String title,
    List<String> types,
    List<JsonValue> options,
    Optional<Pattern> pattern,
    int minLength,
    int maxLength,
    Optional<BigDecimal> minimum,
    Optional<BigDecimal> maximum,
    Optional<Shape> items,
    Map<String, Shape> properties,
    Optional<Shape> others,
    Optional<Shape> keys,
    List<String> required,
    Optional<JsonValue> example,
    Optional<String> noEffect,
    boolean secret) {

  /** Read when it is first needed: programs that define everything in Java never need it. */
  private static final class Guests {
    static final Shape SHAPE = ShapeReader.read("phoenix_lxc_configs.schema.json");
  }

  private static final class Host {
    static final Shape SHAPE = ShapeReader.read("phoenix_hypervisor_config.schema.json");
  }

  /** The shape of {@code phoenix_lxc_configs.json}. */
  static Shape guests() {
    return Guests.SHAPE;
  }

  /** The shape of {@code phoenix_hypervisor_config.json}. */
  static Shape host() {
    return Host.SHAPE;
  }

  /** The shape of one entry of {@code lxc_configs}. */
  static Shape container() {
    return guests().properties().get("lxc_configs").others().orElseThrow();
  }

  /** The shape of what stands under a key, when the schema says anything about it. */
  Optional<Shape> member(String key) {
    return Optional.ofNullable(properties.get(key)).or(() -> others);
  }

  /** Whether keys beyond the known ones are a sign of a slip. */
  boolean isClosed() {
    return !properties.isEmpty() && others.isEmpty();
  }

  /** The same value with the keys of its objects in the order of the schema; others come last. */
  JsonValue inOrder(JsonValue value) {
    if (value instanceof JsonObject object) {
      return inOrder(object);
    }
    if (value instanceof JsonArray array && items.isPresent()) {
      return JsonArray.of(array.items().stream().map(items.get()::inOrder).toList());
    }
    return value;
  }

  JsonObject inOrder(JsonObject object) {
    JsonObject.Builder ordered = JsonObject.builder();
    for (String key : properties.keySet()) {
      object.get(key).ifPresent(value -> ordered.put(key, properties.get(key).inOrder(value)));
    }
    object
        .members()
        .forEach(
            (key, value) -> {
              if (!properties.containsKey(key)) {
                ordered.put(key, others.map(shape -> shape.inOrder(value)).orElse(value));
              }
            });
    return ordered.build();
  }
}
