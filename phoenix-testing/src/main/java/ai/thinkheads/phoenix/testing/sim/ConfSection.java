package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One section of a container's configuration, while a command works on it. */
final class ConfSection {

  private final SortedMap<String, String> options = new TreeMap<>();
  private final List<RawRow> rawRows = new ArrayList<>();
  private String description = "";

  static ConfSection of(ConfigSection values) {
    ConfSection section = new ConfSection();
    section.options.putAll(values.options());
    section.rawRows.addAll(values.rawRows());
    // Proxmox ends each line of a remark that it reads
    section.description = values.description().isEmpty() ? "" : values.description() + "\n";
    return section;
  }

  /** The options but the description, sorted as the file has them. */
  SortedMap<String, String> options() {
    return options;
  }

  List<RawRow> rawRows() {
    return rawRows;
  }

  /** The remark; with a line break at its end when it comes from a file, empty for none. */
  String description() {
    return description;
  }

  void description(String text) {
    description = text;
  }

  boolean isEmpty() {
    return options.isEmpty() && rawRows.isEmpty() && description.isEmpty();
  }

  /** The value of an option, {@code description} being one; absent when it is not set. */
  Optional<String> get(String option) {
    if (option.equals(ConfText.DESCRIPTION)) {
      return description.isEmpty() ? Optional.empty() : Optional.of(description);
    }
    return Optional.ofNullable(options.get(option));
  }

  boolean has(String option) {
    return get(option).isPresent();
  }

  void set(String option, String value) {
    if (option.equals(ConfText.DESCRIPTION)) {
      description = value;
    } else {
      options.put(option, value);
    }
  }

  void remove(String option) {
    if (option.equals(ConfText.DESCRIPTION)) {
      description = "";
    } else {
      options.remove(option);
    }
  }

  /** The options that are set, {@code description} being one of them; sorted, a copy. */
  List<String> names() {
    List<String> names = new ArrayList<>(options.keySet());
    if (!description.isEmpty()) {
      names.add(ConfText.DESCRIPTION);
      names.sort(null);
    }
    return names;
  }

  boolean flag(String option) {
    return "1".equals(options.get(option));
  }

  ConfSection copy() {
    ConfSection copy = new ConfSection();
    copy.options.putAll(options);
    copy.rawRows.addAll(rawRows);
    copy.description = description;
    return copy;
  }
}
