package ai.thinkheads.phoenix.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a person answers: one line of the standard input, not a byte more. */
final class Answer {

  /** The next line without its end; empty when the input has ended or fails. */
  static String read(InputStream in) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      return ""; // An answer that cannot be read is no consent.
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private Answer() {}
}
