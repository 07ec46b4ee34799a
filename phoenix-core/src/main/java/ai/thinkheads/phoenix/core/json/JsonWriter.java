package ai.thinkheads.phoenix.core.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON values as text: the same value always gives the same text. */
final class JsonWriter {

  private static final int INDENT = 4;

  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;

  private JsonWriter(boolean pretty) {
    this.pretty = pretty;
  }

  /** The text on several lines, indented by four blanks, with a line break at its end. */
  static String pretty(JsonValue value) {
    JsonWriter writer = new JsonWriter(true);
    writer.write(value, 0);
    return writer.out.append('\n').toString();
  }

  /** The text on one line, without a line break at its end. */
  static String oneLine(JsonValue value) {
    JsonWriter writer = new JsonWriter(false);
    writer.write(value, 0);
    return writer.out.toString();
  }

  private void write(JsonValue value, int depth) {
    if (value instanceof JsonObject object) {
      write(object, depth);
    } else if (value instanceof JsonArray array) {
      write(array.items(), depth);
    } else if (value instanceof JsonValue.Text text) {
      out.append(Quoted.text(text.value()));
    } else if (value instanceof JsonValue.Numeral number) {
      out.append(number.spelling());
    } else if (value instanceof JsonValue.Truth truth) {
      out.append(truth.value());
    } else {
      out.append("null");
    }
  }

  private void write(JsonObject object, int depth) {
    out.append('{');
    Iterator<Map.Entry<String, JsonValue>> members = object.members().entrySet().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonValue> member = members.next();
      lineBreak(depth + 1);
      out.append(Quoted.text(member.getKey())).append(pretty ? ": " : ":");
      write(member.getValue(), depth + 1);
      comma(members);
    }
    if (!object.isEmpty()) {
      lineBreak(depth);
    }
    out.append('}');
  }

  private void write(List<JsonValue> array, int depth) {
    out.append('[');
    Iterator<JsonValue> items = array.iterator();
    while (items.hasNext()) {
      lineBreak(depth + 1);
      write(items.next(), depth + 1);
      comma(items);
    }
    if (!array.isEmpty()) {
      lineBreak(depth);
    }
    out.append(']');
  }

  private void comma(Iterator<?> rest) {
    if (rest.hasNext()) {
      out.append(',');
    }
  }

  private void lineBreak(int depth) {
    if (pretty) {
      out.append('\n').append(" ".repeat(INDENT * depth));
    }
  }
}
