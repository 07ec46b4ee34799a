package ai.thinkheads.phoenix.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries a change of the model over to a file as somebody wrote it: what the change does not touch
 * keeps its spelling, its order and its absence, and what the model does not know stays.
 */
final class Merge {

  /**
   * The file after the change.
   *
   * @param original the file as it was written
   * @param before what the model says that it says
   * @param after what the model says that it shall say
   */
  static JsonValue merge(JsonValue original, JsonValue before, JsonValue after) {
    if (before.equals(after) || original.equals(after)) {
      return original;
    }
    if (original instanceof JsonObject file && after instanceof JsonObject wanted) {
      return objects(file, before instanceof JsonObject known ? known : JsonObject.empty(), wanted);
    }
    if (original instanceof JsonArray file
        && before instanceof JsonArray known
        && after instanceof JsonArray wanted
        && file.items().size() == known.items().size()) {
      return arrays(file.items(), known.items(), wanted.items());
    }
    return after;
  }

  private static JsonObject objects(JsonObject original, JsonObject before, JsonObject after) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    original
        .members()
        .forEach(
            (key, value) -> {
              Optional<JsonValue> wanted = after.get(key);
              if (wanted.isPresent()) {
                members.put(
                    key, merge(value, before.get(key).orElse(JsonObject.empty()), wanted.get()));
              } else if (!before.has(key)) {
                members.put(key, value);
              }
            });
    List<String> order = new ArrayList<>(members.keySet());
    @Nullable String neighbour = null;
    for (Map.Entry<String, JsonValue> wanted : after.members().entrySet()) {
      String key = wanted.getKey();
      boolean isNew = !original.has(key) && !wanted.getValue().equals(before.members().get(key));
      if (isNew) {
        members.put(key, wanted.getValue());
        order.add(neighbour == null ? 0 : order.indexOf(neighbour) + 1, key);
      }
      neighbour = members.containsKey(key) ? key : neighbour;
    }
    JsonObject.Builder merged = JsonObject.builder();
    order.forEach(key -> merged.put(key, members.get(key)));
    return merged.build();
  }

  /** An item that stays is found wherever it went; one that changed is taken to keep its place. */
  private static JsonArray arrays(
      List<JsonValue> original, List<JsonValue> before, List<JsonValue> after) {
    Map<Integer, Integer> origins = origins(before, after);
    List<JsonValue> merged = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      JsonValue wanted = after.get(i);
      Integer origin = origins.get(i);
      merged.add(
          origin == null || !belongTogether(original.get(origin), before.get(origin))
              ? wanted
              : merge(original.get(origin), before.get(origin), wanted));
    }
    return JsonArray.of(merged);
  }

  private static Map<Integer, Integer> origins(List<JsonValue> before, List<JsonValue> after) {
    Map<Integer, Integer> origins = new TreeMap<>();
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      free.add(i);
    }
    for (int i = 0; i < after.size(); i++) {
      JsonValue wanted = after.get(i);
      Optional<Integer> same = free.stream().filter(j -> before.get(j).equals(wanted)).findFirst();
      if (same.isPresent()) {
        origins.put(i, same.get());
        free.remove(same.get());
      }
    }
    for (int i = 0; i < after.size(); i++) {
      if (!origins.containsKey(i) && free.remove((Integer) i)) {
        origins.put(i, i);
      }
    }
    return origins;
  }

  /** Lists of plain values may have been sorted by the model, so only equal ones correspond. */
  private static boolean belongTogether(JsonValue original, JsonValue before) {
    return !(original instanceof JsonValue.Scalar) || original.equals(before);
  }

  private Merge() {}
}
