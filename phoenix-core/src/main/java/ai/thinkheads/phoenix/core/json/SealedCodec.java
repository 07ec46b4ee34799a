package ai.thinkheads.phoenix.core.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A record of a sealed type as its object, which begins with the {@code type}. */
final class SealedCodec<T> implements ValueCodec<T> {

  private static final String TYPE = "type";

  private final Map<String, ValueCodec<T>> byWord = new HashMap<>();

  /**
   * @param codecs where the codecs of the records come from
   */
  SealedCodec(Class<T> sealed, ValueCodecs codecs) {
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      byWord.put(word(type), codecs.of(type.asSubclass(sealed)));
    }
  }

  private static String word(Class<?> type) {
    return RecordCodec.separated(type.getSimpleName(), '-');
  }

  @Override
  public JsonObject write(T value) {
    String word = word(value.getClass());
    JsonObject.Builder json = JsonObject.builder().put(TYPE, word);
    ((JsonObject) byWord.get(word).write(value)).members().forEach(json::put);
    return json.build();
  }

  @Override
  public T read(JsonValue json, JsonPath path) {
    if (!(json instanceof JsonObject object)) {
      throw new MisfitException(path, "is " + json.kind() + ", not an object");
    }
    Optional<JsonValue> word = object.get(TYPE);
    ValueCodec<T> codec =
        word.filter(JsonValue.Text.class::isInstance)
            .map(text -> byWord.get(((JsonValue.Text) text).value()))
            .orElseThrow(() -> new MisfitException(path.key(TYPE), "is none that is known"));
    return codec.read(object.toBuilder().remove(TYPE).build(), path);
  }
}
