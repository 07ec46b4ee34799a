package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Redaction;
import ai.thinkheads.phoenix.core.problem.Suggestions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells where a file departs from its schema, and which of its keys are unknown or idle. */
final class ShapeCheck {

  private static final int LONGEST_SLIP = 64;
  private static final String KEPT = "is kept, but has no effect";

  private final Problems problems;

  ShapeCheck(Problems problems) {
    this.problems = problems;
  }

  void check(JsonValue value, Shape shape, JsonPath path) {
    if (!hasType(value, shape)) {
      error(value, path, mismatch(value, shape, path), shape);
    } else if (!shape.options().isEmpty() && !shape.options().contains(value)) {
      checkOptions(value, shape, path);
    } else if (value instanceof JsonValue.Text text) {
      checkText(text, shape, path);
    } else if (value instanceof JsonValue.Numeral number) {
      checkRange(number, shape, path);
    } else if (value instanceof JsonArray array && shape.items().isPresent()) {
      for (int i = 0; i < array.items().size(); i++) {
        check(array.items().get(i), shape.items().get(), path.item(i));
      }
    } else if (value instanceof JsonObject object) {
      checkObject(object, shape, path);
    }
  }

  private static String mismatch(JsonValue value, Shape shape, JsonPath path) {
    if (value instanceof JsonValue.Null) {
      return "is null, not " + wanted(shape);
    }
    boolean fraction = value instanceof JsonValue.Numeral && shape.types().contains("integer");
    return shown(value, shape, path)
        + (fraction ? " is not " : " is " + value.kind() + ", not ")
        + wanted(shape);
  }

  private void checkOptions(JsonValue value, Shape shape, JsonPath path) {
    String options = shape.options().stream().map(Shown::value).collect(Collectors.joining(", "));
    List<String> words =
        shape.options().stream().map(option -> ((JsonValue.Text) option).value()).toList();
    Optional<String> near =
        value instanceof JsonValue.Text text && text.value().length() <= LONGEST_SLIP
            ? Suggestions.nearest(text.value(), words)
            : Optional.empty();
    problems.error(
        value.position(),
        path,
        shown(value, shape, path) + " cannot stand here",
        near.map(word -> "did you mean \"" + word + "\"? Use one of ").orElse("use one of ")
            + options);
  }

  private static boolean hasType(JsonValue value, Shape shape) {
    return shape.types().isEmpty() || shape.types().stream().anyMatch(type -> isA(value, type));
  }

  private static boolean isA(JsonValue value, String type) {
    return switch (type) {
      case "object" -> value instanceof JsonObject;
      case "array" -> value instanceof JsonArray;
      case "string" -> value instanceof JsonValue.Text;
      case "boolean" -> value instanceof JsonValue.Truth;
      case "null" -> value instanceof JsonValue.Null;
      case "number" -> value instanceof JsonValue.Numeral;
      case "integer" -> value instanceof JsonValue.Numeral number && isWhole(number.value());
      default -> throw new IllegalStateException("schema type " + type);
    };
  }

  private static boolean isWhole(BigDecimal value) {
    return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
  }

  private static String wanted(Shape shape) {
    return shape.types().stream()
        .map(
            type ->
                switch (type) {
                  case "object" -> "an object";
                  case "array" -> "a list";
                  case "string" -> "text";
                  case "boolean" -> "true or false";
                  case "integer" -> "a whole number";
                  case "number" -> "a number";
                  default -> type;
                })
        .collect(Collectors.joining(" or "));
  }

  private void checkText(JsonValue.Text text, Shape shape, JsonPath path) {
    int length = text.value().codePointCount(0, text.value().length());
    if (length < shape.minLength()) {
      error(text, path, "is empty", shape);
    } else if (length > shape.maxLength()) {
      String message = "has " + length + " characters, more than " + shape.maxLength();
      problems.error(text.position(), path, message, "shorten it");
    } else if (shape.pattern().filter(form -> !form.matcher(text.value()).find()).isPresent()) {
      String title = shape.title().isEmpty() ? "a valid value" : article(shape.title());
      error(text, path, shown(text, shape, path) + " is not " + title, shape);
    }
  }

  private static String article(String title) {
    return ("aeiou".indexOf(Character.toLowerCase(title.charAt(0))) >= 0 ? "an " : "a ") + title;
  }

  private void checkRange(JsonValue.Numeral number, Shape shape, JsonPath path) {
    BigDecimal value = number.value();
    boolean low = shape.minimum().filter(least -> value.compareTo(least) < 0).isPresent();
    boolean high = shape.maximum().filter(most -> value.compareTo(most) > 0).isPresent();
    if (low || high) {
      problems.error(
          number.position(),
          path,
          shown(number, shape, path) + " is too " + (low ? "small" : "large"),
          "use " + range(shape));
    }
  }

  private static String range(Shape shape) {
    String least = shape.minimum().map(BigDecimal::toPlainString).orElse("");
    return shape
        .maximum()
        .map(most -> least + " to " + most.toPlainString())
        .orElse(least + " or more");
  }

  private void checkObject(JsonObject object, Shape shape, JsonPath path) {
    for (String key : shape.required()) {
      if (!object.has(key)) {
        checkMissing(object, key, shape, path);
      }
    }
    object.members().forEach((key, value) -> checkMember(object, key, value, shape, path.key(key)));
  }

  private void checkMissing(JsonObject object, String key, Shape shape, JsonPath path) {
    String example = shape.member(key).map(ShapeCheck::example).orElse("…");
    problems.error(
        object.position(), path.key(key), "is missing", "add \"" + key + "\": " + example);
  }

  private void checkMember(
      JsonObject object, String key, JsonValue value, Shape shape, JsonPath path) {
    Optional<Shape> member = shape.member(key);
    Position place = object.keyPosition(key);
    if (shape
        .keys()
        .flatMap(Shape::pattern)
        .filter(form -> !form.matcher(key).find())
        .isPresent()) {
      Shape keys = shape.keys().get();
      String remedy = keys.example().map(one -> "use a key like " + Shown.value(one)).orElse("");
      problems.error(place, path, Quoted.brief(key) + " is not " + article(keys.title()), remedy);
    }
    if (member.isPresent()) {
      member.get().noEffect().ifPresent(why -> problems.note(place, path, KEPT, why));
      check(value, member.get(), path);
    } else if (shape.isClosed() && problems.hearsOfSmallThings()) {
      String remedy =
          nearest(key, object, shape).map(near -> "did you mean \"" + near + "\"?").orElse("");
      problems.warning(place, path, "key " + Quoted.brief(key) + " is unknown: it " + KEPT, remedy);
    }
  }

  private static Optional<String> nearest(String key, JsonObject object, Shape shape) {
    List<String> free =
        shape.properties().keySet().stream().filter(known -> !object.has(known)).toList();
    return key.length() > LONGEST_SLIP
        ? Optional.empty()
        : Suggestions.nearest(key.replace('-', '_'), free)
            .or(() -> Suggestions.nearest(key, shape.properties().keySet()));
  }

  private void error(JsonValue value, JsonPath path, String message, Shape shape) {
    problems.error(value.position(), path, message, "write it like " + example(shape));
  }

  private static String example(Shape shape) {
    Optional<String> given = shape.example().map(Shown::value);
    return given.orElseGet(
        () ->
            switch (shape.types().isEmpty() ? "" : shape.types().get(0)) {
              case "object" -> "{…}";
              case "array" -> "[…]";
              case "boolean" -> "true";
              case "integer", "number" ->
                  shape.minimum().map(BigDecimal::toPlainString).orElse("1");
              default -> "\"…\"";
            });
  }

  private static String shown(JsonValue value, Shape shape, JsonPath path) {
    return shape.secret() || Redaction.isSecret(path.toString()) ? "***" : Shown.value(value);
  }
}
