package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** Values that are one text, number or truth, or JSON already. */
record ScalarCodec<T, J extends JsonValue>(
    Class<J> form, Function<T, J> writer, Function<J, T> reader) implements ValueCodec<T> {

  /** The codecs of all such types. */
  static Map<Class<?>, ValueCodec<?>> all() {
    return Map.ofEntries(
        Map.entry(String.class, text(text -> text, text -> text)),
        Map.entry(Fingerprint.class, text(Fingerprint::text, Fingerprint::new)),
        Map.entry(ByteSize.class, number(ByteSize::bytes, ByteSize::new)),
        Map.entry(Duration.class, text(Duration::toString, Duration::parse)),
        Map.entry(Instant.class, text(Instant::toString, Instant::parse)),
        Map.entry(Long.class, number(Long::longValue, Long::valueOf)),
        Map.entry(Integer.class, number(Integer::longValue, Math::toIntExact)),
        Map.entry(Vmid.class, number(Vmid::value, it -> Vmid.of(Math.toIntExact(it)))),
        Map.entry(
            Boolean.class,
            new ScalarCodec<>(JsonValue.Truth.class, JsonValue::truth, JsonValue.Truth::value)),
        Map.entry(
            Attributes.class,
            new ScalarCodec<Attributes, JsonObject>(
                JsonObject.class,
                AttributesJson::write,
                object -> AttributesJson.read(object, key -> true))));
  }

  static <T> ScalarCodec<T, JsonValue.Text> text(
      Function<T, String> writer, Function<String, T> reader) {
    return new ScalarCodec<>(
        JsonValue.Text.class, writer.andThen(JsonValue::text), json -> reader.apply(json.value()));
  }

  private static <T> ScalarCodec<T, JsonValue.Numeral> number(
      Function<T, Number> writer, Function<Long, T> reader) {
    return new ScalarCodec<>(
        JsonValue.Numeral.class,
        value -> JsonValue.Numeral.of(writer.apply(value).longValue()),
        json -> reader.apply(json.value().longValueExact()));
  }

  @Override
  public JsonValue write(T value) {
    return writer.apply(value);
  }

  @Override
  public T read(JsonValue json, JsonPath path) {
    if (!form.isInstance(json)) {
      throw new MisfitException(path, "is " + json.kind());
    }
    try {
      return reader.apply(form.cast(json));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new MisfitException(path, "is " + Shown.value(json) + ", which cannot be");
    }
  }

  /** The value as the key of an object. */
  String writeKey(T value) {
    return write(value) instanceof JsonValue.Numeral number
        ? number.spelling()
        : ((JsonValue.Text) write(value)).value();
  }

  /** The value that was written as that key. */
  T readKey(String key, JsonPath path) {
    return read(
        form == JsonValue.Numeral.class
            ? new JsonValue.Numeral(Position.NOWHERE, key)
            : JsonValue.text(key),
        path);
  }
}
