package ai.thinkheads.phoenix.core.state;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One section of a guest's configuration file: what is in force, what is pending, or a snapshot.
 *
 * @param options values by option, like {@code memory} to {@code 2048}, as the file has them
 * @param rawRows raw LXC settings, in their order
 * @param description the remark, decoded; empty for none
 */
public record ConfigSection(
    SortedMap<String, String> options, List<RawRow> rawRows, String description) {

  /** Under what name {@link #settings} has the description. */
  public static final String DESCRIPTION = "description";

  /** Under what name {@link #settings} has the raw rows. */
  public static final String ROWS = "lxc";

  private static final ConfigSection EMPTY = new ConfigSection(new TreeMap<>(), List.of(), "");

  /** Copies both. */
  public ConfigSection {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    rawRows = List.copyOf(rawRows);
  }

  /** A section without any setting. */
  public static ConfigSection empty() {
    return EMPTY;
  }

  /**
   * All that it sets, in one map: the options, the remark as {@link #DESCRIPTION}, and the raw rows
   * as {@link #ROWS}, one a line.
   */
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>(options);
    if (!description.isEmpty()) {
      settings.put(DESCRIPTION, description);
    }
    if (!rawRows.isEmpty()) {
      settings.put(ROWS, RawRow.toText(rawRows));
    }
    return settings;
  }

  /** The value of an option, when it is set. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
