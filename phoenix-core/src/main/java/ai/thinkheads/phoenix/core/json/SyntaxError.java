package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Redaction;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.Map;

/** Says in words for people where and why a text is no JSON. */
final class SyntaxError {

  private static final Map<String, String> FOREIGN_WORDS =
      Map.of(
          "True", "true",
          "TRUE", "true",
          "False", "false",
          "FALSE", "false",
          "None", "null",
          "NULL", "null",
          "nil", "null",
          "undefined", "null",
          "yes", "true",
          "no", "false");

  private final String text;
  private final JsonPath path;
  private final Position opened;
  private final Problems problems;

  SyntaxError(String text, JsonPath path, Position opened, Problems problems) {
    this.text = text;
    this.path = path;
    this.opened = opened;
    this.problems = problems;
  }

  void tell(JsonProcessingException e, JsonLocation place) {
    int offset = (int) Math.max(0, Math.min(place.getCharOffset(), text.length()));
    if (e instanceof StreamConstraintsException) {
      tellLimit(e.getOriginalMessage(), offset);
    } else if (isCutOff(offset)) {
      tellCutOff(offset);
    } else {
      tellCharacter(e.getOriginalMessage(), offset);
    }
  }

  private boolean isCutOff(int offset) {
    return text.substring(offset).isBlank();
  }

  private void tellCutOff(int offset) {
    String since =
        opened.line() == 0 ? "" : "; what opens at line " + opened.line() + " is not closed";
    at(offset, "the file breaks off" + since, "restore the rest of the file");
  }

  private void tellLimit(String message, int offset) {
    if (message.contains("nesting depth")) {
      at(offset, "values nest deeper than " + JsonReader.MAX_DEPTH + " levels", "flatten them");
    } else if (message.contains("Number value length")) {
      at(offset, "a number has more than 1000 digits", "use fewer");
    } else if (message.contains("Token count")) {
      at(offset, "the file has more than " + JsonReader.MAX_TOKENS + " values", "split it");
    } else {
      at(offset, "a key or text is too long", "shorten it");
    }
  }

  private void tellCharacter(String message, int offset) {
    char c = text.charAt(offset);
    char before = offset == 0 ? ' ' : text.charAt(offset - 1);
    int comma = lastBefore(offset);
    if (c == '\0' || before == '\0') {
      at(c == '\0' ? offset : offset - 1, "there is a NUL byte", "remove it; is the file damaged?");
    } else if (message.contains("surrogate")) {
      at(offset, "half of a surrogate pair stands in a key", "write both halves, or leave it out");
    } else if (message.startsWith("Illegal unquoted")) {
      String what = c == '\n' || c == '\r' ? "line break" : "control character";
      String remedy = c == '\t' ? "write \\t" : "end the text with a quote, or write \\n";
      at(offset, "a text in quotes has a raw " + what, remedy);
    } else if (c == '/' || c == '#') {
      at(offset, "JSON has no comments", "remove it");
    } else if ((c == '}' || c == ']') && comma >= 0 && text.charAt(comma) == ',') {
      at(comma, "JSON has no comma after the last item", "remove the comma");
    } else if (message.startsWith("Unexpected close marker")) {
      boolean closed = message.contains("no open") || opened.line() == 0;
      String what =
          closed ? "closes nothing" : "does not close what opens at line " + opened.line();
      at(offset, "'" + c + "' " + what, "close objects with } and lists with ]");
    } else if ("'\u2018\u2019\u201c\u201d\u201e\u00ab`".indexOf(c) >= 0) {
      at(offset, "JSON wants plain double quotes, not " + c, "write \"");
    } else if (message.contains("expecting comma") && !Character.isLetter(c)) {
      at(offset, "a comma is missing before this", "put one after the value before");
    } else if (message.contains("expecting a colon")) {
      at(offset, "a colon is missing after the key", "write \"key\": value");
    } else if (message.contains("escape")) {
      at(offset, "'\\" + c + "' is no escape of JSON", "write \\\\ for a backslash");
    } else if (message.contains("field name")) {
      at(offset, "a key must stand in double quotes", "write \"key\": value");
    } else {
      tellWord(offset);
    }
  }

  private void tellWord(int offset) {
    int start = offset;
    while (start > 0 && isWord(text.charAt(start - 1))) {
      start--;
    }
    int end = start;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, Math.max(end, Math.min(start + 1, text.length())));
    String shown = Redaction.isSecret(path.toString()) ? "***" : Quoted.shortened(word, 60);
    if (FOREIGN_WORDS.containsKey(word)) {
      at(start, shown + " is no word of JSON", "write " + FOREIGN_WORDS.get(word));
    } else if (word.matches("[-+.]?[0-9].*|[-+.]|-?(NaN|Infinity)")) {
      at(start, shown + " is no number of JSON", "write digits, like 12 or 0.5");
    } else {
      at(start, "'" + shown + "' cannot stand here", "put texts and keys in double quotes");
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '+' || c == '.';
  }

  /** The offset of the last character before this one that is no blank; -1 for none. */
  private int lastBefore(int offset) {
    int i = offset - 1;
    while (i >= 0 && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i;
  }

  private void at(int offset, String message, String remedy) {
    problems.error(SourceText.position(text, offset), path, message, remedy);
  }
}
