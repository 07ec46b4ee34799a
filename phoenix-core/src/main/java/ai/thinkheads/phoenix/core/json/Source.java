package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.problem.Location;
import java.util.List;
import java.util.Optional;

/**
 * One of the two files as somebody wrote it.
 *
 * @param file the file as the user named it
 * @param text its text
 * @param tree what the text says
 */
record Source(String file, String text, JsonObject tree) {

  /** The place that a path leads to, and how many of its steps could be gone. */
  record Place(Location location, int steps) {}

  /** The file of that text, unless it is no JSON. */
  static Optional<Source> parse(String file, String text, Problems problems) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    return JsonReader.read(plain, problems).map(tree -> new Source(file, plain, tree));
  }

  /** Follows a path as far as it leads; what is missing stands where its object begins. */
  Place follow(List<Object> steps) {
    JsonValue value = tree;
    Position position = tree.position();
    int gone = 0;
    for (Object step : steps) {
      Optional<JsonValue> next = next(value, step);
      if (next.isEmpty()) {
        break;
      }
      boolean whole = next.get() instanceof JsonValue.Scalar;
      position =
          value instanceof JsonObject object && !whole
              ? object.keyPosition(step.toString())
              : next.get().position();
      value = next.get();
      gone++;
    }
    return new Place(position.in(file), gone);
  }

  private static Optional<JsonValue> next(JsonValue value, Object step) {
    if (value instanceof JsonObject object) {
      return object.get(step.toString());
    }
    return value instanceof JsonArray array
            && step instanceof Integer index
            && index < array.items().size()
        ? Optional.of(array.items().get(index))
        : Optional.empty();
  }
}
