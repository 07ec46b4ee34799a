package ai.thinkheads.phoenix.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What text is written on.
 *
 * @param width how many characters a line holds, {@value #MIN_WIDTH} or more
 * @param unicode whether it shows more than ASCII
 * @param paint how meanings look
 */
public record Page(int width, boolean unicode, Paint paint) {

  /** The width when nothing else is said. */
  public static final int DEFAULT_WIDTH = 100;

  /** The narrowest page; what asks for less gets this. */
  public static final int MIN_WIDTH = 40;

  private static final String FANCY = "→…·×–✓✗± ";
  private static final List<String> ASCII = List.of("->", "...", "*", "x", "-", "+", "x", "#", " ");

  /** Widens the page to the least width. */
  public Page {
    width = Math.max(MIN_WIDTH, width);
  }

  /** A page of 100 columns, in Unicode, without colour. */
  public static Page plain() {
    return new Page(DEFAULT_WIDTH, true, Paint.none());
  }

  /** The same with that width. */
  public Page withWidth(int value) {
    return new Page(value, unicode, paint);
  }

  /** The same, showing ASCII only. */
  public Page ascii() {
    return new Page(width, false, paint);
  }

  /** The same with that look. */
  public Page withPaint(Paint value) {
    return new Page(width, unicode, value);
  }

  /**
   * The text as this page can show it: control characters, which could move a terminal's cursor or
   * hide something, become blanks, and other characters that the page lacks become question marks.
   */
  public String show(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> show(point, shown));
    return shown.toString();
  }

  private void show(int point, StringBuilder shown) {
    if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
      shown.append(' ');
    } else if (unicode || point < 0x80) {
      shown.appendCodePoint(point);
    } else {
      int known = FANCY.indexOf(point);
      shown.append(known < 0 ? "?" : ASCII.get(known));
    }
  }

  /** The text over the whole width, on one line or more, every line ended by a line feed. */
  public String paragraph(Ink ink, String text) {
    return hanging(ink, "", text);
  }

  /**
   * The text over the whole width behind a lead, its further lines indented by the lead's length.
   */
  public String hanging(Ink ink, String lead, String text) {
    StringBuilder out = new StringBuilder(lead);
    String margin = " ".repeat(length(lead));
    List<String> lines = wrap(show(text), width - length(lead));
    for (int i = 0; i < lines.size(); i++) {
      out.append(i == 0 ? "" : margin).append(ink(ink, lines.get(i))).append('\n');
    }
    return out.toString();
  }

  /** The text with that look; plain text stays as it is. */
  public String ink(Ink ink, String text) {
    return ink == Ink.PLAIN || text.isEmpty() ? text : paint.paint(ink, text);
  }

  /**
   * Breaks text into lines between words, and inside of words that are longer than a line.
   *
   * @param room how many characters a line holds, 1 or more
   * @return at least one line
   */
  static List<String> wrap(String text, int room) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (length(rest) > room) {
      int end = rest.offsetByCodePoints(0, room);
      int blank = rest.lastIndexOf(' ', end);
      int cut = blank > 0 ? blank : end;
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    if (!rest.isEmpty() || lines.isEmpty()) {
      lines.add(rest);
    }
    return lines;
  }

  /** How many columns the text takes up. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
