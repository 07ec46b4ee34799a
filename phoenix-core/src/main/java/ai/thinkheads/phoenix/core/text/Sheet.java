package ai.thinkheads.phoenix.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in three columns: labels on the left, wrapped text in the middle, short notes on the right.
 */
public final class Sheet {

  private static final int WIDEST_LABEL = 30;
  private static final int NARROWEST_TEXT = 24;

  private final List<Row> rows = new ArrayList<>();

  /** An empty sheet. */
  public Sheet() {}

  private record Cell(String text, Ink ink) {
    Cell on(Page page) {
      return new Cell(page.show(text), ink);
    }

    int length() {
      return Page.length(text);
    }
  }

  private record Row(Cell label, Cell text, Cell note) {
    Row on(Page page) {
      return new Row(label.on(page), text.on(page), note.on(page));
    }
  }

  /** Where the columns of a page begin and how wide they are. */
  private record Columns(int label, int text, int note) {

    static Columns of(List<Row> rows, int width) {
      int label = 0;
      int text = 0;
      int note = 0;
      for (Row row : rows) {
        label = Math.max(label, Math.min(WIDEST_LABEL, row.label.length() + 2));
        text = Math.max(text, row.text.length());
        note = Math.max(note, row.note.length());
      }
      int room = width - label - (note == 0 ? 0 : note + 2);
      return room >= NARROWEST_TEXT
          ? new Columns(label, Math.min(text, room), note)
          : new Columns(Math.min(label, 6), width - Math.min(label, 6), 0);
    }
  }

  /** Adds a row. */
  public void row(Ink labelInk, String label, String text, Ink noteInk, String note) {
    rows.add(
        new Row(new Cell(label, labelInk), new Cell(text, Ink.PLAIN), new Cell(note, noteInk)));
  }

  /** Adds a row whose text has that look. */
  public void row(String label, Ink textInk, String text) {
    rows.add(new Row(new Cell(label, Ink.PLAIN), new Cell(text, textInk), new Cell("", Ink.PLAIN)));
  }

  /** All rows, one line or more each, every line ended by a line feed. */
  public String on(Page page) {
    List<Row> shown = rows.stream().map(row -> row.on(page)).toList();
    Columns columns = Columns.of(shown, page.width());
    StringBuilder out = new StringBuilder();
    shown.forEach(row -> write(row, columns, page, out));
    return out.toString();
  }

  private static void write(Row row, Columns columns, Page page, StringBuilder out) {
    String label = page.ink(row.label.ink, row.label.text) + gap(columns.label, row.label);
    if (row.label.length() > columns.label - 2) {
      end(page.ink(row.label.ink, row.label.text), out);
      label = " ".repeat(columns.label);
    }
    String note = page.ink(row.note.ink, row.note.text);
    for (String text : Page.wrap(row.text.text, columns.text)) {
      Cell cell = new Cell(text, row.text.ink);
      String line = label + page.ink(cell.ink, text);
      boolean noteFits = columns.note > 0 && !note.isEmpty();
      end(noteFits ? line + gap(columns.text + 2, cell) + note : line, out);
      label = " ".repeat(columns.label);
      note = noteFits ? "" : note;
    }
    if (!note.isEmpty()) {
      end(label + note, out);
    }
  }

  private static String gap(int width, Cell cell) {
    return " ".repeat(Math.max(0, width - cell.length()));
  }

  private static void end(String line, StringBuilder out) {
    String stripped = line.stripTrailing();
    if (!stripped.isEmpty()) {
      out.append(stripped).append('\n');
    }
  }
}
