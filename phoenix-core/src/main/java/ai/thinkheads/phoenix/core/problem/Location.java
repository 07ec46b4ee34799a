package ai.thinkheads.phoenix.core.problem;

/**
 * A place in a file.
 *
 * @param file the file as the user named it
 * @param line the line, from 1; 0 when the whole file is meant
 * @param column the column, from 1; 0 when the whole line or file is meant
 */
public record Location(String file, int line, int column) {

  /** The whole file. */
  public static Location file(String file) {
    return new Location(file, 0, 0);
  }

  /** {@code FILE}, {@code FILE:LINE} or {@code FILE:LINE:COLUMN}. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
