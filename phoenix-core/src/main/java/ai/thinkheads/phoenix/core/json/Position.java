package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.problem.Location;

/**
 * A place in a text.
 *
 * @param line the line, from 1; 0 for no place at all
 * @param column the column in UTF-16 units, from 1; 0 for no place at all
 */
record Position(int line, int column) implements Comparable<Position> {

  /** The place of what stands in no file. */
  static final Position NOWHERE = new Position(0, 0);

  Location in(String file) {
    return new Location(file, line, column);
  }

  @Override
  public int compareTo(Position other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }
}
