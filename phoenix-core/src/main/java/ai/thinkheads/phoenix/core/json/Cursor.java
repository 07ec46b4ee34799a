package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One value of a file while it is turned into the model, with its place and path.
 *
 * <p>A value of the wrong kind reads as absent: {@link ShapeCheck} tells of it. What a value type
 * refuses becomes a problem here. A cursor remembers which keys of an object were asked for; {@link
 * #rest} is what nobody asked for.
 */
final class Cursor {

  private final JsonValue value;
  private final Position place;
  private final JsonPath path;
  private final Problems problems;
  private final Set<String> taken = new HashSet<>(0);

  private Cursor(JsonValue value, Position place, JsonPath path, Problems problems) {
    this.value = value;
    this.place = place;
    this.path = path;
    this.problems = problems;
  }

  /** The whole of a file. */
  static Cursor root(JsonObject tree, Problems problems) {
    return new Cursor(tree, tree.position(), JsonPath.root(), problems);
  }

  /** What stands under a key that is there; an object or list begins where its key does. */
  private Cursor member(JsonObject object, String key) {
    JsonValue member = object.members().get(key);
    boolean plain = member instanceof JsonValue.Scalar;
    Position begin = plain ? member.position() : object.keyPosition(key);
    return new Cursor(member, begin, path.key(key), problems);
  }

  JsonValue value() {
    return value;
  }

  boolean has(String key) {
    return value instanceof JsonObject object && object.has(key);
  }

  /** What stands under a key, when this is an object that has it. */
  Optional<Cursor> get(String key) {
    taken.add(key);
    return value instanceof JsonObject object && object.has(key)
        ? Optional.of(member(object, key))
        : Optional.empty();
  }

  /** What stands under a key that is there, without asking for it. */
  Cursor peek(String key) {
    return member((JsonObject) value, key);
  }

  /** What stands under each key, when this is an object. */
  Map<String, Cursor> members() {
    Map<String, Cursor> members = new LinkedHashMap<>();
    if (value instanceof JsonObject object) {
      object.members().keySet().forEach(key -> members.put(key, get(key).orElseThrow()));
    }
    return members;
  }

  /** Hands over what stands under each key, one after the other, when this is an object. */
  void forEach(BiConsumer<String, Cursor> reader) {
    if (value instanceof JsonObject object) {
      object.members().keySet().forEach(key -> reader.accept(key, member(object, key)));
    }
  }

  /** The items, when this is a list. */
  List<Cursor> items() {
    return value instanceof JsonArray array
        ? IntStream.range(0, array.items().size())
            .mapToObj(i -> item(array.items().get(i), i))
            .toList()
        : List.of();
  }

  private Cursor item(JsonValue item, int index) {
    return new Cursor(item, item.position(), path.item(index), problems);
  }

  /** The keys that nobody asked for. */
  Attributes rest() {
    return value instanceof JsonObject object
        ? AttributesJson.read(object, key -> !taken.contains(key))
        : Attributes.none();
  }

  /** This as attributes, when it is an object. */
  Attributes attributes() {
    return value instanceof JsonObject object
        ? AttributesJson.read(object, key -> true)
        : Attributes.none();
  }

  /** The number under a key, when there is one. */
  OptionalInt number(String key) {
    Optional<Integer> number = get(key).flatMap(at -> at.whole(Math::toIntExact));
    return number.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** What becomes of the items of the list under a key, without those that become nothing. */
  <T> List<T> list(String key, Function<Cursor, Optional<T>> reader) {
    return get(key).map(Cursor::items).orElse(List.of()).stream()
        .flatMap(at -> reader.apply(at).stream())
        .toList();
  }

  Optional<String> text() {
    return value instanceof JsonValue.Text text ? Optional.of(text.value()) : Optional.empty();
  }

  /** The text, or a number as text. */
  Optional<String> digits() {
    return value instanceof JsonValue.Numeral number
        ? Optional.of(number.value().toPlainString())
        : text();
  }

  Optional<Boolean> truth() {
    return value instanceof JsonValue.Truth truth ? Optional.of(truth.value()) : Optional.empty();
  }

  Optional<BigDecimal> decimal() {
    return value instanceof JsonValue.Numeral number
        ? Optional.of(number.value())
        : Optional.empty();
  }

  private Optional<Long> whole() {
    if (value instanceof JsonValue.Numeral number) {
      BigDecimal exact = number.value();
      boolean fits =
          exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
              && exact.remainder(BigDecimal.ONE).signum() == 0;
      return fits ? Optional.of(exact.longValueExact()) : Optional.empty();
    }
    return Optional.empty();
  }

  /** What becomes of the text; what the function refuses is a problem here. */
  <T> Optional<T> parse(Function<String, T> parser) {
    return text().flatMap(text -> attempt(() -> parser.apply(text)));
  }

  /** What becomes of the text or number; what the function refuses is a problem here. */
  <T> Optional<T> parseDigits(Function<String, T> parser) {
    return digits().flatMap(text -> attempt(() -> parser.apply(text)));
  }

  /** What becomes of the whole number; what the function refuses is a problem here. */
  <T> Optional<T> whole(LongFunction<T> parser) {
    return whole().flatMap(number -> attempt(() -> parser.apply(number)));
  }

  /** What is supplied; its refusal is a problem here. */
  <T> Optional<T> attempt(Supplier<T> supplier) {
    try {
      return Optional.of(supplier.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      error(brief(String.valueOf(e.getMessage())), "");
      return Optional.empty();
    }
  }

  /** A value type quotes the value as it is; it may be megabytes of anything. */
  private String brief(String message) {
    return text()
        .filter(text -> text.length() > 20)
        .map(text -> message.replace("\"" + text + "\"", Quoted.brief(text)))
        .orElse(message);
  }

  void error(String message, String remedy) {
    problems.error(place, path, message, remedy);
  }

  void warning(String message, String remedy) {
    problems.warning(place, path, message, remedy);
  }

  void note(String message, String remedy) {
    problems.note(place, path, message, remedy);
  }
}
