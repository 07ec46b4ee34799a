package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Attributes;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the text of one file as JSON. */
final class JsonReader {

  /** How deep values may nest; far beyond what the files need, far below the stack's end. */
  static final int MAX_DEPTH = 500;

  /** How many values and keys a file may have: more than ten thousand guests. */
  static final int MAX_TOKENS = 1_000_000;

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1000)
                  .maxTokenCount(MAX_TOKENS)
                  .build())
          .build();

  private final String text;
  private final Problems problems;
  private final JsonParser parser;
  private JsonPath path = JsonPath.root();
  private Position opened = Position.NOWHERE;
  private Map<String, Position> complete = Map.of();

  private JsonReader(String text, Problems problems, JsonParser parser) {
    this.text = text;
    this.problems = problems;
    this.parser = parser;
  }

  /** The object that the text is, unless problems were found. */
  static Optional<JsonObject> read(String text, Problems problems) {
    try (JsonParser parser = JACKSON.createParser(text.toCharArray())) {
      return new JsonReader(text, problems, parser).document();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<JsonObject> document() throws IOException {
    try {
      if (parser.nextToken() == null) {
        problems.error(Position.NOWHERE, "", "the file is empty", "write {} for no settings");
        return Optional.empty();
      }
      JsonValue root = value();
      if (goesOn()) {
        String message = "the file goes on after its end";
        problems.error(
            position(), "", message, "remove what follows, or a closing brace too many before it");
      } else if (root instanceof JsonObject object) {
        return Optional.of(object);
      } else {
        String message = "the file is " + root.kind() + ", not an object";
        problems.error(root.position(), "", message, "begin it with { and end it with }");
      }
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      new SyntaxError(text, unfinished(), opened, problems).tell(e, place);
    }
    return Optional.empty();
  }

  private boolean goesOn() throws IOException {
    try {
      return parser.nextToken() != null;
    } catch (JsonProcessingException e) {
      return true;
    }
  }

  /** A key whose value could not be read has been read by the parser, but not by us. */
  private JsonPath unfinished() throws IOException {
    String key = parser.currentName();
    boolean begun = parser.getParsingContext().inObject() && key != null;
    return begun && !path.endsWith(key) && !complete.containsKey(key) ? path.key(key) : path;
  }

  private JsonValue value() throws IOException {
    Position position = position();
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(position);
      case START_ARRAY -> array(position);
      case VALUE_STRING -> new JsonValue.Text(position, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(position);
      case VALUE_TRUE -> new JsonValue.Truth(position, true);
      case VALUE_FALSE -> new JsonValue.Truth(position, false);
      case VALUE_NULL -> new JsonValue.Null(position);
      default -> throw new IllegalStateException("token " + parser.currentToken());
    };
  }

  private JsonObject object(Position position) throws IOException {
    JsonPath here = path;
    Map<String, JsonValue> members = new LinkedHashMap<>();
    Map<String, Position> keys = new LinkedHashMap<>();
    opened = position;
    complete = keys;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Position keyPosition = position();
      path = here.key(key);
      parser.nextToken();
      JsonValue value = value();
      Position first = keys.putIfAbsent(key, keyPosition);
      if (first == null) {
        members.put(key, value);
      } else {
        String message =
            "%s stands twice in the same object, first at line %d"
                .formatted(Quoted.brief(key), first.line());
        problems.furtherError(keyPosition, path, message, "remove one of the two");
      }
      path = here;
      opened = position;
      complete = keys;
    }
    return new JsonObject(position, members, keys);
  }

  private JsonArray array(Position position) throws IOException {
    JsonPath here = path;
    List<JsonValue> items = new ArrayList<>();
    opened = position;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      path = here.item(items.size());
      items.add(value());
      path = here;
      opened = position;
    }
    return new JsonArray(position, items);
  }

  private JsonValue number(Position position) throws IOException {
    String spelling = parser.getText();
    if (!isSane(spelling)) {
      String message = "number " + Quoted.shortened(spelling, 60) + " is out of range";
      problems.error(
          position, path, message, "use one of up to 300 digits between 1e-300 and 1e300");
      return new JsonValue.Numeral(position, "0");
    }
    return new JsonValue.Numeral(position, spelling);
  }

  /** Whether the number is one that {@link Attributes} hold. */
  private static boolean isSane(String spelling) {
    if (spelling.length() < 18 && spelling.indexOf('e') < 0 && spelling.indexOf('E') < 0) {
      return true;
    }
    try {
      Attributes.of("number", new BigDecimal(spelling));
      return true;
    } catch (IllegalArgumentException e) {
      // Also when the exponent itself has too many digits.
      return false;
    }
  }

  private Position position() {
    JsonLocation place = parser.currentTokenLocation();
    return new Position(place.getLineNr(), place.getColumnNr());
  }
}
