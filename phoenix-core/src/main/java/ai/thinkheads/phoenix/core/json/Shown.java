package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Redaction;

/** How a value is shown in a message: on one line, no longer than a few words, without secrets. */
final class Shown {

  static String value(JsonValue value) {
    if (value instanceof JsonValue.Text text) {
      return Quoted.brief(Redaction.shown(text.value()));
    }
    if (value instanceof JsonObject object) {
      return object.isEmpty() ? "{}" : "{…}";
    }
    return Quoted.shortened(Redaction.shown(JsonWriter.oneLine(value)), 60);
  }

  private Shown() {}
}
