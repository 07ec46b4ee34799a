package ai.thinkheads.phoenix.core.json;

import java.util.SortedMap;
import java.util.TreeMap;

/** A sorted map as an object; its keys are texts or numbers. */
record MapCodec<K, V>(ScalarCodec<K, ?> keys, ValueCodec<V> values)
    implements ValueCodec<SortedMap<K, V>> {

  @Override
  public JsonValue write(SortedMap<K, V> value) {
    JsonObject.Builder json = JsonObject.builder();
    value.forEach((key, member) -> json.put(keys.writeKey(key), values.write(member)));
    return json.build();
  }

  @Override
  public SortedMap<K, V> read(JsonValue json, JsonPath path) {
    if (!(json instanceof JsonObject object)) {
      throw new MisfitException(path, "is " + json.kind() + ", not an object");
    }
    SortedMap<K, V> map = new TreeMap<>();
    object
        .members()
        .forEach(
            (key, member) -> {
              JsonPath place = path.key(key);
              map.put(keys.readKey(key, place), values.read(member, place));
            });
    return map;
  }
}
