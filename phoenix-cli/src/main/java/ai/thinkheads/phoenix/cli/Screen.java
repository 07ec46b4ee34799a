package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Paint;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.jline.terminal.Terminal;

/** Where a command writes: data to the standard output, messages to the standard error. */
final class Screen {

  private final Surroundings surroundings;
  private final OutputOptions options;
  private Optional<Page> page = Optional.empty();

  Screen(Surroundings surroundings, OutputOptions options) {
    this.surroundings = surroundings;
    this.options = options;
  }

  boolean isJson() {
    return options.isJson();
  }

  boolean isVerbose() {
    return options.verbose;
  }

  /** What plans and reports are written on. */
  Page page() {
    if (page.isEmpty()) {
      Page measured = Page.plain().withWidth(width()).withPaint(paint());
      page = Optional.of(surroundings.isUnicode() ? measured : measured.ascii());
    }
    return page.get();
  }

  private int width() {
    if (!surroundings.operator().isPresent()) {
      return Page.DEFAULT_WIDTH;
    }
    try (Terminal terminal = surroundings.operator().terminal()) {
      return terminal.getWidth() > 0 ? terminal.getWidth() : Page.DEFAULT_WIDTH;
    } catch (IOException e) {
      return Page.DEFAULT_WIDTH;
    }
  }

  private Paint paint() {
    return isColoured() ? new TerminalPaint() : Paint.none();
  }

  private boolean isColoured() {
    return switch (options.color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          surroundings.operator().isPresent()
              && surroundings.variable("NO_COLOR").isEmpty()
              && !surroundings.variable("TERM").equals(Optional.of("dumb"));
    };
  }

  /** Text as it is, to the standard output. */
  void data(String text) {
    surroundings.out().print(text);
    surroundings.out().flush();
  }

  /** A line for people, to the standard error. */
  void message(String text) {
    line(surroundings.err(), Ink.PLAIN, "", text);
  }

  /** What went wrong, in one line, to the standard error. */
  void error(String text) {
    line(surroundings.err(), Ink.BAD, "error:", " " + text);
  }

  /** A problem in one line, to the standard error. */
  void problem(Problem problem) {
    line(surroundings.err(), Ink.PLAIN, "", problem.toString());
  }

  /** A question, after which the cursor stays; to the standard error. */
  void question(String text) {
    surroundings.err().print(shown(text) + " ");
    surroundings.err().flush();
  }

  private void line(PrintStream stream, Ink ink, String lead, String text) {
    String start = lead.isEmpty() || !isColoured() ? lead : new TerminalPaint().paint(ink, lead);
    stream.println(start + shown(text));
  }

  /** The text as the user's terminal can show it. */
  String shown(String text) {
    Page page = Page.plain();
    return (surroundings.isUnicode() ? page : page.ascii()).show(text);
  }
}
