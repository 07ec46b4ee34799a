package ai.thinkheads.phoenix.core.feature;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the value of a {@link Parameter} can be. */
public sealed interface ParameterKind {

  /** What people are told to use, like {@code a whole number from 1 to 65535}. */
  String description();

  /** Whether that value, of a kind that JSON knows, can be used. */
  boolean accepts(@Nullable Object value);

  /**
   * A text of a certain form. Numbers and booleans are no texts.
   *
   * @param form what the whole text must match
   * @param description the form in words
   */
  record Text(Pattern form, String description) implements ParameterKind {
    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof String text && text.indexOf('\0') < 0 && form.matcher(text).matches();
    }
  }

  /**
   * One of some words.
   *
   * @param words those words
   */
  record Choice(List<String> words) implements ParameterKind {
    /** Copies the words. */
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public String description() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof String text && words.contains(text);
    }
  }

  /** True or false. */
  record Flag() implements ParameterKind {
    @Override
    public String description() {
      return "true or false";
    }

    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof Boolean;
    }
  }

  /**
   * A whole number.
   *
   * @param least the least that can be used
   * @param most the most that can be used
   */
  record Whole(long least, long most) implements ParameterKind {
    @Override
    public String description() {
      return "a whole number from " + least + " to " + most;
    }

    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof BigDecimal number
          && number.stripTrailingZeros().scale() <= 0
          && within(number, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }
  }

  /**
   * A number, whole or not.
   *
   * @param least the least that can be used
   * @param most the most that can be used
   */
  record Fraction(BigDecimal least, BigDecimal most) implements ParameterKind {
    @Override
    public String description() {
      return "a number from " + least.toPlainString() + " to " + most.toPlainString();
    }

    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof BigDecimal number && within(number, least, most);
    }
  }

  /**
   * A list of texts, or of what a feature makes texts of.
   *
   * @param description what such a list is in words
   */
  record Texts(String description) implements ParameterKind {
    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof List<?> list
          && list.stream().allMatch(item -> item instanceof String text && text.indexOf('\0') < 0);
    }
  }

  /** An object with values of any kind; the script gets it as JSON text. */
  record Structure() implements ParameterKind {
    @Override
    public String description() {
      return "an object";
    }

    @Override
    public boolean accepts(@Nullable Object value) {
      return value instanceof Map<?, ?>;
    }
  }

  private static boolean within(BigDecimal number, BigDecimal least, BigDecimal most) {
    return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
  }
}
