package ai.thinkheads.phoenix.proxmox.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines of UTF-8 text.
 *
 * <p>A line ends with LF or CR LF. Of an overlong line only the beginning is passed on: what is cut
 * off must not look like a line of its own.
 */
final class LineSplitter {

  /** The most bytes of a line that are passed on. */
  static final int MAX_LINE = 64 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  void feed(byte[] bytes) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        append(bytes, start, i);
        emit();
        start = i + 1;
      }
    }
    append(bytes, start, bytes.length);
  }

  /** Passes on a last line that has no line break. */
  void end() {
    if (line.size() > 0) {
      emit();
    }
  }

  private void append(byte[] bytes, int from, int to) {
    int room = MAX_LINE - line.size();
    line.write(bytes, from, Math.min(room, to - from));
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
