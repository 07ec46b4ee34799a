package ai.thinkheads.phoenix.cli;

import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** The last lines of a terminal, which can be drawn anew while others stay above them. */
final class LiveArea {

  private static final int FALLBACK_WIDTH = 80;
  private static final int FALLBACK_HEIGHT = 24;

  private final Terminal terminal;
  private final Display display;
  private final int width;
  private final int height;

  LiveArea(Terminal terminal) {
    this.terminal = terminal;
    Size size = terminal.getSize();
    this.width = size.getColumns() > 0 ? size.getColumns() : FALLBACK_WIDTH;
    this.height = size.getRows() > 0 ? size.getRows() : FALLBACK_HEIGHT;
    this.display = new Display(terminal, false);
    this.display.resize(height, width);
  }

  int width() {
    return width;
  }

  /** Draws these lines instead of those that were drawn before. */
  void show(List<String> lines) {
    List<AttributedString> drawn =
        lines.stream()
            .skip(Math.max(0, lines.size() - (height - 1)))
            .map(AttributedString::new)
            .toList();
    display.update(drawn, -1);
    terminal.flush();
  }

  /** Writes a line that stays, above the lines that are drawn. */
  void keep(String line) {
    display.update(List.of(), 0);
    display.reset();
    terminal.writer().println(line);
    terminal.flush();
  }
}
