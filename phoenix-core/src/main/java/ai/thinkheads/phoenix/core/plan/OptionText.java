package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How options and their differences are told to people. */
final class OptionText {

  private static final Set<String> INDEXED = Set.of("net", "mp", "dev", "unused");

  /** The option without its index, like {@code net} for {@code net0}. */
  static String kind(String key) {
    String letters = key.replaceFirst("[0-9]+$", "");
    return INDEXED.contains(letters) ? letters : key;
  }

  /** What people call the option. */
  static String name(String key) {
    return switch (key) {
      case "features" -> "flags";
      default -> key;
    };
  }

  /** The difference in one line: {@code 2 GiB → 4 GiB}, or only the sub-keys that differ. */
  static String difference(String key, Optional<String> before, Optional<String> after) {
    if (before.isPresent() && after.isPresent() && before.get().indexOf('=') >= 0) {
      return subKeys(PropertyString.parse(before.get()), PropertyString.parse(after.get()));
    }
    if (before.isEmpty()) {
      return value(key, after.orElse(""));
    }
    return value(key, before.get()) + " → " + after.map(text -> value(key, text)).orElse("none");
  }

  private static String subKeys(PropertyString before, PropertyString after) {
    List<String> differences = new ArrayList<>();
    if (!before.first().equals(after.first())) {
      differences.add(before.first() + " → " + after.first());
    }
    Set<String> keys = new TreeSet<>(before.parts().keySet());
    keys.addAll(after.parts().keySet());
    for (String key : keys) {
      Optional<String> old = before.get(key);
      Optional<String> now = after.get(key);
      if (!old.equals(now)) {
        differences.add(
            old.map(text -> key + " " + text + " → " + now.orElse("none"))
                .orElse(key + " " + now.orElse("")));
      }
    }
    return String.join(", ", differences);
  }

  private static String value(String key, String text) {
    boolean mib = key.equals("memory") || key.equals("swap");
    return mib && text.matches("[0-9]{1,12}")
        ? ByteSize.mib(Long.parseLong(text)).toString()
        : text;
  }

  private OptionText() {}
}
