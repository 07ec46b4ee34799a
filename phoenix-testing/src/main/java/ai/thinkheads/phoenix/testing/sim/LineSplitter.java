package ai.thinkheads.phoenix.testing.sim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Tells the lines of an output as soon as they are whole. */
final class LineSplitter implements Consumer<byte[]> {

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<String> lines;

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void accept(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        tell();
      } else {
        line.write(b);
      }
    }
  }

  /** Tells a last line that has no line break. */
  void end() {
    if (line.size() > 0) {
      tell();
    }
  }

  private void tell() {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }
}
