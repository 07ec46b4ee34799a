package ai.thinkheads.phoenix.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named values of the kinds that JSON knows: the parameters of a feature, or the keys of a file
 * that Phoenix does not know.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link BigDecimal} (every number, without trailing
 * zeros, so that 0.10 equals 0.1), {@code null}, and lists and maps of these. Order is kept for
 * printing and ignored when comparing.
 *
 * @param values the values by name; copied, deeply immutable
 */
public record Attributes(Map<String, @Nullable Object> values) {

  private static final int MAX_EXPONENT = 300;
  private static final int MAX_DIGITS = 300;
  private static final Attributes NONE = new Attributes(Map.of());

  /**
   * @throws IllegalArgumentException when a value is of a kind that JSON does not know, or a number
   *     beyond what programs commonly read (300 digits, 1e300)
   */
  public Attributes {
    values = copyMap(values);
  }

  /** No values. */
  public static Attributes none() {
    return NONE;
  }

  /** One value. */
  public static Attributes of(String name, Object value) {
    return NONE.with(name, value);
  }

  /** These and one more; a value of the same name is replaced. */
  public Attributes with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
    copy.put(name, value);
    return new Attributes(copy);
  }

  /** Whether there is no value. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The value of that name, when there is one and it is not null. */
  public Optional<Object> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The value of that name as text: numbers and booleans as JSON writes them. */
  public Optional<String> text(String name) {
    return get(name).map(Attributes::text);
  }

  private static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static Map<String, @Nullable Object> copyMap(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put((String) name, copy(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return copyMap(map);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(copy(item)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Number number) {
      return canonical(number);
    }
    throw new IllegalArgumentException(
        "value of " + value.getClass().getName() + " cannot be written as JSON: " + value);
  }

  private static BigDecimal canonical(Number number) {
    BigDecimal exact =
        number instanceof BigDecimal decimal
            ? decimal
            : number instanceof BigInteger integer
                ? new BigDecimal(integer)
                : new BigDecimal(number.toString());
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal plain = exact.stripTrailingZeros();
    long exponent = (long) plain.precision() - plain.scale() - 1;
    if (Math.abs(exponent) > MAX_EXPONENT || plain.precision() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "number is out of range; use one of up to 300 digits between 1e-300 and 1e300");
    }
    return plain;
  }

  /** The values for people, without those that are secret by their name. */
  @Override
  public String toString() {
    return Redaction.shownMap(values).toString();
  }
}
