package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The settings of a container while it is worked out what they shall be, on top of those that it
 * has.
 */
final class SettingsDraft {

  private final SortedMap<String, String> present;
  private final SortedMap<String, String> wanted;
  private final Ownership remembered;
  private final SortedSet<String> owned = new TreeSet<>();

  SettingsDraft(SortedMap<String, String> present) {
    this.present = present;
    this.wanted = new TreeMap<>(present);
    this.remembered = Ownership.of(present.getOrDefault(ConfigSection.DESCRIPTION, ""));
  }

  /** What it has. */
  SortedMap<String, String> present() {
    return present;
  }

  /** What it shall have, so far. */
  SortedMap<String, String> wanted() {
    return wanted;
  }

  /** A value that it has; empty when it has none. */
  String present(String key) {
    return present.getOrDefault(key, "");
  }

  void set(String key, String value) {
    wanted.put(key, value);
  }

  void remove(String key) {
    wanted.remove(key);
  }

  /** Says that this belongs to the definition, which nobody could tell otherwise. */
  void own(String name) {
    owned.add(name);
  }

  /** Whether this belonged to the definition that was applied before, and to this one no more. */
  boolean isAbandoned(String name) {
    return remembered.has(name) && !owned.contains(name);
  }

  /** What belongs to the definition. */
  SortedSet<String> owned() {
    return owned;
  }

  /** What belonged to the definition that was applied before. */
  Ownership remembered() {
    return remembered;
  }

  /** The key of the first present option of a kind that fulfils this, by its sub-keys. */
  Optional<String> find(String kind, Predicate<PropertyString> condition) {
    return present.entrySet().stream()
        .filter(option -> OptionText.kind(option.getKey()).equals(kind))
        .filter(option -> condition.test(PropertyString.parse(option.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** An index that neither was nor will be in use, so that nothing is replaced by the way. */
  String firstFree(String prefix) {
    int index = 0;
    while (wanted.containsKey(prefix + index) || present.containsKey(prefix + index)) {
      index++;
    }
    return prefix + index;
  }
}
