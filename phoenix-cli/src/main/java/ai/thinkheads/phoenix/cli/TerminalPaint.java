package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Paint;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The colours of a terminal, from the eight that every one has. */
final class TerminalPaint implements Paint {

  @Override
  public String paint(Ink ink, String text) {
    return new AttributedString(text, style(ink)).toAnsi();
  }

  static AttributedStyle style(Ink ink) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (ink) {
      case PLAIN -> plain;
      case STRONG -> plain.bold();
      case QUIET -> plain.faint();
      case CREATED, GOOD -> plain.foreground(AttributedStyle.GREEN);
      case CHANGED -> plain.foreground(AttributedStyle.YELLOW);
      case DANGER, BAD -> plain.foreground(AttributedStyle.RED).bold();
    };
  }
}
