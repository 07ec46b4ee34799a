package ai.thinkheads.phoenix.core.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A record as an object: every component under its name in {@code snake_case}, in their order. An
 * absent component is left out; any other key that is missing or unknown is a misfit.
 */
final class RecordCodec<T> implements ValueCodec<T> {

  private record Component(RecordComponent origin, String key, ValueCodec<Object> codec) {

    boolean isOptional() {
      return origin.getType() == Optional.class;
    }
  }

  private final Constructor<T> constructor;
  private final List<Component> components;

  /**
   * @param codecs where the codecs of the components come from
   */
  RecordCodec(Class<T> type, ValueCodecs codecs) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("no canonical constructor of " + type, e);
    }
    components = Stream.of(parts).map(part -> component(part, codecs)).toList();
  }

  private static Component component(RecordComponent part, ValueCodecs codecs) {
    return new Component(part, separated(part.getName(), '_'), codecs.of(part.getGenericType()));
  }

  /** The words of a Java name in small letters, with that between them. */
  static String separated(String name, char separator) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", String.valueOf(separator))
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public JsonObject write(T value) {
    JsonObject.Builder json = JsonObject.builder();
    for (Component component : components) {
      Object part = call(() -> component.origin().getAccessor().invoke(value));
      Optional<?> present = component.isOptional() ? (Optional<?>) part : Optional.of(part);
      present.ifPresent(it -> json.put(component.key(), component.codec().write(it)));
    }
    return json.build();
  }

  @Override
  public T read(JsonValue json, JsonPath path) {
    if (!(json instanceof JsonObject object)) {
      throw new MisfitException(path, "is " + json.kind() + ", not an object");
    }
    List<Object> parts = new ArrayList<>();
    for (Component component : components) {
      Optional<Object> part =
          object
              .get(component.key())
              .map(member -> component.codec().read(member, path.key(component.key())));
      if (part.isEmpty() && !component.isOptional()) {
        throw new MisfitException(path.key(component.key()), "is missing");
      }
      parts.add(component.isOptional() ? part : part.orElseThrow());
    }
    refuseUnknown(object, path);
    try {
      return call(() -> constructor.newInstance(parts.toArray()));
    } catch (IllegalArgumentException e) {
      throw new MisfitException(path, "cannot be: " + e.getMessage());
    }
  }

  private void refuseUnknown(JsonObject object, JsonPath path) {
    object.members().keySet().stream()
        .filter(key -> components.stream().noneMatch(component -> component.key().equals(key)))
        .findFirst()
        .ifPresent(
            key -> {
              throw new MisfitException(path.key(key), "is unknown");
            });
  }

  private interface Call<R> {
    R run() throws ReflectiveOperationException;
  }

  private static <R> R call(Call<R> call) {
    try {
      return call.run();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
