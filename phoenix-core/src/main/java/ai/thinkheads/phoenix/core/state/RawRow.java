package ai.thinkheads.phoenix.core.state;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A raw LXC setting of a container, like {@code lxc.cap.drop: sys_time}. Written with a colon or an
 * equals sign, with or without blanks, it is the same.
 *
 * @param key the LXC key
 * @param value its value
 */
public record RawRow(String key, String value) {

  private static final Pattern ROW = Pattern.compile("(lxc\\.[a-z0-9_.-]+)(?::|\\s*=)(.*)");

  /** The row that a line of a configuration file is; absent when it is none. */
  public static Optional<RawRow> parse(String line) {
    Matcher row = ROW.matcher(line);
    return row.matches()
        ? Optional.of(new RawRow(row.group(1), row.group(2).strip()))
        : Optional.empty();
  }

  /** The rows in a text, one a line. */
  public static List<RawRow> parseAll(String text) {
    return text.lines().map(RawRow::parse).flatMap(Optional::stream).toList();
  }

  /** These rows as a text, one a line. */
  public static String toText(List<RawRow> rows) {
    return rows.stream().map(RawRow::toString).collect(Collectors.joining("\n"));
  }

  /** The row as Proxmox writes it. */
  @Override
  public String toString() {
    return key + ": " + value;
  }
}
