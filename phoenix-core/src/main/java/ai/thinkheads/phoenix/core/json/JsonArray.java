package ai.thinkheads.phoenix.core.json;

import java.util.Collection;
import java.util.List;

/**
 * A JSON array.
 *
 * @param position where its bracket opens
 * @param items its items
 */
record JsonArray(Position position, List<JsonValue> items) implements JsonValue {

  JsonArray {
    items = List.copyOf(items);
  }

  /** An array that stands in no file. */
  static JsonArray of(Collection<? extends JsonValue> items) {
    return new JsonArray(Position.NOWHERE, List.copyOf(items));
  }

  @Override
  public String kind() {
    return "a list";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonArray array && array.items.equals(items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }
}
