package ai.thinkheads.phoenix.core.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the codec of a type from the type itself, so that what is added to a record or to a sealed
 * type is never forgotten (decision 0008).
 *
 * <p>Enumerations are written as words with hyphens, lists and sorted sets as lists, sorted maps as
 * objects.
 */
final class ValueCodecs {

  private final Map<Type, ValueCodec<?>> known = new HashMap<>(ScalarCodec.all());

  ValueCodecs() {
    known.put(boolean.class, known.get(Boolean.class));
    known.put(int.class, known.get(Integer.class));
    known.put(long.class, known.get(Long.class));
  }

  /** The codec of a record, an enumeration, or a sealed type of records. */
  <T> ValueCodec<T> of(Class<T> type) {
    return cast(find(type));
  }

  /**
   * The codec of any type; of {@link Optional}, that of its content.
   *
   * @throws IllegalStateException when values of that type cannot be written
   */
  ValueCodec<Object> of(Type type) {
    return cast(find(type));
  }

  @SuppressWarnings("unchecked") // Each codec is filed under its own type.
  private static <T> ValueCodec<T> cast(ValueCodec<?> codec) {
    return (ValueCodec<T>) codec;
  }

  private ValueCodec<?> find(Type type) {
    ValueCodec<?> codec = known.get(type);
    if (codec == null) {
      codec = make(type);
      known.put(type, codec);
    }
    return codec;
  }

  private ValueCodec<?> make(Type type) {
    if (type instanceof ParameterizedType generic) {
      return make((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return word(plain.getEnumConstants());
    } else if (plain.isRecord()) {
      return new RecordCodec<>(plain, this);
    } else if (plain.isSealed()) {
      return new SealedCodec<>(plain, this);
    }
    throw new IllegalStateException("no JSON for values of " + type);
  }

  private ValueCodec<?> make(Class<?> type, Type... arguments) {
    if (type == Optional.class) {
      return of(arguments[0]);
    } else if (type == List.class) {
      return new ListCodec<>(of(arguments[0]), List::copyOf);
    } else if (type == SortedSet.class) {
      return new ListCodec<>(of(arguments[0]), TreeSet::new);
    } else if (type == SortedMap.class) {
      return new MapCodec<>((ScalarCodec<?, ?>) find(arguments[0]), of(arguments[1]));
    }
    throw new IllegalStateException("no JSON for values of " + type);
  }

  private static ValueCodec<Object> word(Object... constants) {
    Map<String, Object> byWord = new LinkedHashMap<>();
    Arrays.stream(constants).forEach(it -> byWord.put(PlanJson.word((Enum<?>) it), it));
    return ScalarCodec.text(
        value -> PlanJson.word((Enum<?>) value),
        word ->
            Optional.ofNullable(byWord.get(word))
                .orElseThrow(() -> new IllegalArgumentException(word)));
  }
}
