package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How options and their differences are told to people. */
final class OptionText {

  private static final Set<String> INDEXED = Set.of("net", "mp", "dev", "unused");

  private static final int NOTES_WIDTH = 40;

  /** The option without its index, like {@code net} for {@code net0}. */
  static String kind(String key) {
    String letters = key.replaceFirst("[0-9]+$", "");
    return INDEXED.contains(letters) ? letters : key;
  }

  /** What people call the option. */
  static String name(String key) {
    return switch (key) {
      case "description" -> "notes";
      case "features" -> "flags";
      case "lxc" -> "rows";
      default -> key;
    };
  }

  /** The difference in one line: {@code 2 GiB → 4 GiB}, or only the sub-keys that differ. */
  static String difference(String key, Optional<String> before, Optional<String> after) {
    if (key.equals(ConfigSection.DESCRIPTION)) {
      return notes(before.orElse(""), after.orElse(""));
    }
    if (key.equals(ConfigSection.ROWS)) {
      return rows(RawRow.parseAll(before.orElse("")), RawRow.parseAll(after.orElse("")));
    }
    if (before.isPresent() && after.isPresent() && before.get().indexOf('=') >= 0) {
      return subKeys(key, before.get(), after.get());
    }
    if (before.isEmpty()) {
      return value(key, after.orElse(""));
    }
    return value(key, before.get()) + " → " + after.map(text -> value(key, text)).orElse("none");
  }

  private static String notes(String before, String after) {
    String old = oneLine(Ownership.withoutMark(before));
    String now = oneLine(Ownership.withoutMark(after));
    List<String> parts = new ArrayList<>();
    if (!old.equals(now)) {
      parts.add((old.isEmpty() ? "" : old + " → ") + (now.isEmpty() ? "none" : now));
    }
    Ownership remembered = Ownership.of(before);
    Ownership owned = Ownership.of(after);
    if (!owned.parts().equals(remembered.parts())) {
      parts.add(
          "owns " + (owned.parts().isEmpty() ? "nothing more" : String.join(", ", owned.parts())));
    }
    if (!owned.makers().equals(remembered.makers())) {
      parts.add(
          "belongs to " + (owned.makers().isEmpty() ? "none" : String.join(", ", owned.makers())));
    }
    return String.join("; ", parts);
  }

  private static String oneLine(String text) {
    String line = text.strip().replace('\n', ' ');
    return line.length() > NOTES_WIDTH ? line.substring(0, NOTES_WIDTH) + "…" : line;
  }

  private static String rows(List<RawRow> before, List<RawRow> after) {
    List<String> parts = new ArrayList<>();
    before.stream()
        .filter(row -> !after.contains(row))
        .forEach(row -> parts.add(row(row) + " → none"));
    after.stream().filter(row -> !before.contains(row)).forEach(row -> parts.add(row(row)));
    return parts.isEmpty() ? "in another order" : String.join(", ", parts);
  }

  /** A row, without the value of a variable, which may be nobody's business. */
  static String row(RawRow row) {
    return row.key().startsWith("lxc.environment")
        ? row.key() + ": " + row.value().replaceFirst("(?s)=.*", "=…")
        : row.toString();
  }

  private static String subKeys(String option, String before, String after) {
    PropertyString old = PropertyString.parse(before);
    PropertyString now = PropertyString.parse(after);
    PropertyString oldMeaning = PropertyString.parse(OptionValues.canonical(option, before));
    PropertyString meaning = PropertyString.parse(OptionValues.canonical(option, after));
    List<String> differences = new ArrayList<>();
    if (!old.first().equals(now.first())) {
      differences.add(old.first() + " → " + now.first());
    }
    Set<String> keys = new TreeSet<>(old.parts().keySet());
    keys.addAll(now.parts().keySet());
    keys.removeIf(key -> oldMeaning.get(key).equals(meaning.get(key)));
    for (String key : keys) {
      String value = now.get(key).orElse("none");
      differences.add(
          old.get(key).map(text -> key + " " + text + " → " + value).orElse(key + " " + value));
    }
    return String.join(", ", differences);
  }

  /** The value for people, like {@code 2 GiB} for memory of 2048. */
  static String value(String key, String text) {
    boolean mib = key.equals("memory") || key.equals("swap");
    return mib && text.matches("[0-9]{1,12}")
        ? ByteSize.mib(Long.parseLong(text)).toString()
        : text;
  }

  private OptionText() {}
}
