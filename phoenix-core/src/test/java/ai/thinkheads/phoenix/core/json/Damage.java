package ai.thinkheads.phoenix.core.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Spoils one value of a JSON text, often so that it is no longer valid. */
final class Damage {

  private static final List<JsonValue> VALUES =
      List.of(
          new JsonValue.Null(Position.NOWHERE),
          JsonValue.truth(true),
          JsonValue.Numeral.of(0),
          JsonValue.Numeral.of(-1),
          new JsonValue.Numeral(Position.NOWHERE, "1.5"),
          new JsonValue.Numeral(Position.NOWHERE, "1e3"),
          new JsonValue.Numeral(Position.NOWHERE, "2.0"),
          new JsonValue.Numeral(Position.NOWHERE, "99999999999999999999"),
          JsonValue.text(""),
          JsonValue.text("x\n"),
          JsonValue.text("900"),
          JsonValue.text("0,1"),
          JsonValue.text("nesting=1"),
          JsonValue.text("a".repeat(300)),
          JsonArray.of(List.of()),
          JsonArray.of(List.of(JsonValue.text("999"))),
          JsonArray.of(List.of(JsonValue.Numeral.of(5))),
          JsonObject.empty(),
          JsonObject.builder().put("enabled", "yes").build());

  private final Random random;

  Damage(long seed) {
    random = new Random(seed);
  }

  String of(String text) {
    JsonObject tree = JsonReader.read(text, new Problems("file")).orElseThrow();
    return JsonWriter.pretty(tree.isEmpty() ? tree : spoilt(tree));
  }

  private JsonValue spoilt(JsonValue value) {
    boolean leaf = value instanceof JsonValue.Scalar || random.nextInt(8) == 0;
    if (!leaf && value instanceof JsonObject object && !object.isEmpty()) {
      return spoilt(object);
    }
    if (!leaf && value instanceof JsonArray array && !array.items().isEmpty()) {
      List<JsonValue> items = new ArrayList<>(array.items());
      items.replaceAll(item -> random.nextInt(items.size()) == 0 ? spoilt(item) : item);
      return JsonArray.of(items);
    }
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private JsonObject spoilt(JsonObject object) {
    List<Map.Entry<String, JsonValue>> members = List.copyOf(object.members().entrySet());
    Map.Entry<String, JsonValue> chosen = members.get(random.nextInt(members.size()));
    JsonObject.Builder spoilt = object.toBuilder();
    if (random.nextInt(8) == 0) {
      return spoilt.remove(chosen.getKey()).build();
    }
    if (random.nextInt(8) == 0) {
      return spoilt.put("90", chosen.getValue()).build();
    }
    return spoilt.put(chosen.getKey(), spoilt(chosen.getValue())).build();
  }
}
