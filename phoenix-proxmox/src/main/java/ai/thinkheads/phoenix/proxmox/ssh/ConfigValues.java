package ai.thinkheads.phoenix.proxmox.ssh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the SSH configuration says about one host: values by key, in their order. */
final class ConfigValues {

  private final Map<String, List<String>> values = new HashMap<>();

  /** Reads what {@code ssh -G} prints: a key and its value in each line. */
  static ConfigValues parse(String printed) {
    ConfigValues config = new ConfigValues();
    for (String line : printed.lines().toList()) {
      int space = line.indexOf(' ');
      if (space > 0) {
        config.add(line.substring(0, space), line.substring(space + 1).strip());
      }
    }
    return config;
  }

  void add(String key, String value) {
    values.computeIfAbsent(key.toLowerCase(Locale.ROOT), any -> new ArrayList<>()).add(value);
  }

  /** Puts a value before those that are there. */
  void addFirst(String key, String value) {
    values.computeIfAbsent(key.toLowerCase(Locale.ROOT), any -> new ArrayList<>()).add(0, value);
  }

  /** All values of a key that can be given several times. */
  List<String> all(String key) {
    return List.copyOf(values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of()));
  }

  /** The value of a key; "none" counts as no value. */
  Optional<String> one(String key) {
    return all(key).stream().findFirst().filter(value -> !value.equalsIgnoreCase("none"));
  }

  /** The words of a value that is a list. */
  List<String> words(String key) {
    return one(key).map(value -> List.of(value.split("\\s+", -1))).orElse(List.of());
  }
}
