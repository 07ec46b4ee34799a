package ai.thinkheads.phoenix.core.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the part of JSON Schema that our own schemas use. A general validator costs a quarter of a
 * second of class loading at every start; a test proves that the two agree.
 */
final class ShapeReader {

  /** Where the published schemas are. */
  static final String DIRECTORY = "/ai/thinkheads/phoenix/schema/";

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final JsonObject definitions;
  private final Map<String, Shape> named = new LinkedHashMap<>();

  private ShapeReader(JsonObject definitions) {
    this.definitions = definitions;
  }

  /** The shape that one of our schemas describes. */
  static Shape read(String schema) {
    Problems problems = new Problems(schema);
    JsonObject root =
        JsonReader.read(text(schema), problems)
            .orElseThrow(() -> new IllegalStateException(problems.inOrder().toString()));
    return new ShapeReader(root.object("$defs").orElse(JsonObject.empty())).shape(root);
  }

  private static String text(String schema) {
    try (InputStream in = ShapeReader.class.getResourceAsStream(DIRECTORY + schema)) {
      if (in == null) {
        throw new IllegalStateException("resource " + DIRECTORY + schema + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Shape shape(JsonObject schema) {
    Optional<String> reference = text(schema, "$ref");
    if (reference.isPresent()) {
      return annotated(definition(reference.get()), schema);
    }
    return new Shape(
        text(schema, "title").orElse(""),
        texts(schema, "type"),
        items(schema, "enum"),
        text(schema, "pattern").map(ShapeReader::pattern),
        length(schema, "minLength").orElse(0),
        length(schema, "maxLength").orElse(NO_LIMIT),
        number(schema, "minimum"),
        number(schema, "maximum"),
        schema.object("items").map(this::shape),
        properties(schema),
        schema.object("additionalProperties").map(this::shape),
        schema.object("propertyNames").map(this::shape),
        texts(schema, "required"),
        items(schema, "examples").stream().findFirst(),
        text(schema, "x-no-effect"),
        schema.get("writeOnly").isPresent());
  }

  private Shape definition(String reference) {
    String name = reference.substring("#/$defs/".length());
    Shape known = named.get(name);
    if (known == null) {
      known = shape(definitions.object(name).orElseThrow());
      named.put(name, known);
    }
    return known;
  }

  /** What stands beside a reference may say what the value is for, not what it looks like. */
  private static Shape annotated(Shape shape, JsonObject schema) {
    Optional<JsonValue> example = items(schema, "examples").stream().findFirst();
    return new Shape(
        shape.title(),
        shape.types(),
        shape.options(),
        shape.pattern(),
        shape.minLength(),
        shape.maxLength(),
        shape.minimum(),
        shape.maximum(),
        shape.items(),
        shape.properties(),
        shape.others(),
        shape.keys(),
        shape.required(),
        example.or(shape::example),
        text(schema, "x-no-effect").or(shape::noEffect),
        shape.secret());
  }

  private Map<String, Shape> properties(JsonObject schema) {
    Map<String, Shape> properties = new LinkedHashMap<>();
    schema
        .object("properties")
        .orElse(JsonObject.empty())
        .members()
        .forEach((key, value) -> properties.put(key, shape((JsonObject) value)));
    return properties;
  }

  /** JSON Schema's {@code $} is the very end; Java's also matches before a last line break. */
  private static Pattern pattern(String text) {
    boolean ends = text.endsWith("$") && !text.endsWith("\\$");
    return Pattern.compile(ends ? text.substring(0, text.length() - 1) + "\\z" : text);
  }

  private static Optional<String> text(JsonObject schema, String key) {
    return schema.get(key).map(value -> ((JsonValue.Text) value).value());
  }

  private static List<String> texts(JsonObject schema, String key) {
    return items(schema, key).stream().map(value -> ((JsonValue.Text) value).value()).toList();
  }

  private static List<JsonValue> items(JsonObject schema, String key) {
    return schema
        .get(key)
        .map(value -> value instanceof JsonArray array ? array.items() : List.of(value))
        .orElse(List.of());
  }

  private static Optional<BigDecimal> number(JsonObject schema, String key) {
    return schema.get(key).map(value -> ((JsonValue.Numeral) value).value());
  }

  private static Optional<Integer> length(JsonObject schema, String key) {
    return number(schema, key).map(BigDecimal::intValueExact);
  }
}
