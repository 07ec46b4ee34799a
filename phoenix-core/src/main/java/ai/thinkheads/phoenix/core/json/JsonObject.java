package ai.thinkheads.phoenix.core.json;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object.
 *
 * @param position where its brace opens
 * @param members its values by key, in their order
 * @param keys where its keys begin; empty for an object that stands in no file
 */
record JsonObject(Position position, Map<String, JsonValue> members, Map<String, Position> keys)
    implements JsonValue {

  private static final JsonObject EMPTY = new JsonObject(Position.NOWHERE, Map.of(), Map.of());

  JsonObject {
    members = Collections.unmodifiableMap(members);
  }

  /** An object without keys that stands in no file. */
  static JsonObject empty() {
    return EMPTY;
  }

  /** Starts an object that stands in no file. */
  static Builder builder() {
    return new Builder(EMPTY);
  }

  /** Starts an object with all that this one has. */
  Builder toBuilder() {
    return new Builder(this);
  }

  Optional<JsonValue> get(String key) {
    return Optional.ofNullable(members.get(key));
  }

  /** The object under a key, when there is one. */
  Optional<JsonObject> object(String key) {
    return get(key).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  boolean has(String key) {
    return members.containsKey(key);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Where a key begins; where the object begins when that is not known. */
  Position keyPosition(String key) {
    return keys.getOrDefault(key, position);
  }

  @Override
  public String kind() {
    return "an object";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject object && object.members.equals(members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** Collects the members of an object, in their order. */
  static final class Builder {

    private final Position position;
    private final Map<String, JsonValue> members;
    private final Map<String, Position> keys;

    private Builder(JsonObject start) {
      position = start.position;
      members = new LinkedHashMap<>(start.members);
      keys = start.keys;
    }

    Builder put(String key, JsonValue value) {
      members.put(key, value);
      return this;
    }

    Builder put(String key, String value) {
      return put(key, JsonValue.text(value));
    }

    Builder put(String key, long value) {
      return put(key, JsonValue.Numeral.of(value));
    }

    Builder put(String key, boolean value) {
      return put(key, JsonValue.truth(value));
    }

    /** Puts what the value becomes, when there is one. */
    <T> Builder putIf(String key, Optional<T> value, Function<T, JsonValue> toJson) {
      value.map(toJson).ifPresent(json -> put(key, json));
      return this;
    }

    Builder putIf(String key, Optional<String> value) {
      return putIf(key, value, JsonValue::text);
    }

    /** Puts a list of what the values become, when there are any. */
    <T> Builder putIf(String key, Collection<T> values, Function<T, JsonValue> toJson) {
      return values.isEmpty() ? this : put(key, values, toJson);
    }

    /** Puts a list of what the values become. */
    <T> Builder put(String key, Collection<T> values, Function<T, JsonValue> toJson) {
      return put(key, JsonArray.of(values.stream().map(toJson).toList()));
    }

    /** Puts an object, when it has keys. */
    Builder putIf(String key, JsonObject value) {
      return value.isEmpty() ? this : put(key, value);
    }

    Builder remove(String key) {
      members.remove(key);
      return this;
    }

    JsonObject build() {
      return new JsonObject(position, new LinkedHashMap<>(members), keys);
    }
  }
}
