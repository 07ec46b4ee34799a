package ai.thinkheads.phoenix.core.json;

import java.math.BigDecimal;

/**
 * One value of a JSON text, with the place where it begins.
 *
 * <p>Two values are equal when they are the same JSON: places, the order of keys and the spelling
 * of numbers make no difference.
 */
sealed interface JsonValue permits JsonObject, JsonArray, JsonValue.Scalar {

  /** Where it begins. */
  Position position();

  /** What it is, for people, like {@code a list}. */
  String kind();

  /** A value without parts. */
  sealed interface Scalar extends JsonValue {}

  /** A text of Unicode characters. */
  record Text(Position position, String value) implements Scalar {
    @Override
    public String kind() {
      return "text";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text text && text.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  /** A number, as it is spelled. */
  record Numeral(Position position, String spelling) implements Scalar {

    /** A number in its plainest spelling. */
    static Numeral of(BigDecimal value) {
      return new Numeral(Position.NOWHERE, value.toPlainString());
    }

    /** A whole number. */
    static Numeral of(long value) {
      return new Numeral(Position.NOWHERE, Long.toString(value));
    }

    BigDecimal value() {
      return new BigDecimal(spelling);
    }

    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Numeral number
          && (number.spelling.equals(spelling) || number.value().compareTo(value()) == 0);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(Double.parseDouble(spelling) + 0.0);
    }
  }

  /** {@code true} or {@code false}. */
  record Truth(Position position, boolean value) implements Scalar {
    @Override
    public String kind() {
      return "true or false";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Truth truth && truth.value == value;
    }

    @Override
    public int hashCode() {
      return Boolean.hashCode(value);
    }
  }

  /** {@code null}. */
  record Null(Position position) implements Scalar {
    @Override
    public String kind() {
      return "null";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Null;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  /** A text that stands in no file. */
  static Text text(String value) {
    return new Text(Position.NOWHERE, value);
  }

  /** A truth that stands in no file. */
  static Truth truth(boolean value) {
    return new Truth(Position.NOWHERE, value);
  }
}
