package ai.thinkheads.phoenix.core.json;

/** How a value is shown in a message: on one line, and no longer than a few words. */
final class Shown {

  static String value(JsonValue value) {
    if (value instanceof JsonValue.Text text) {
      return Quoted.brief(text.value());
    }
    if (value instanceof JsonObject object) {
      return object.isEmpty() ? "{}" : "{…}";
    }
    return Quoted.shortened(JsonWriter.oneLine(value), 60);
  }

  private Shown() {}
}
