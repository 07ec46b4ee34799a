package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The options in which a container differs from what it shall be.
 *
 * @param set new values
 * @param delete options that go
 */
record OptionDiff(SortedMap<String, String> set, SortedSet<String> delete) {

  /** What has to be set and deleted to turn one into the other. */
  static OptionDiff between(SortedMap<String, String> present, SortedMap<String, String> wanted) {
    SortedMap<String, String> set = new TreeMap<>();
    wanted.forEach(
        (key, value) -> {
          if (!OptionValues.same(key, present.getOrDefault(key, ""), value)) {
            set.put(key, value);
          }
        });
    SortedSet<String> delete = new TreeSet<>(present.keySet());
    delete.removeAll(wanted.keySet());
    return new OptionDiff(set, delete);
  }

  boolean isEmpty() {
    return set.isEmpty() && delete.isEmpty();
  }

  /** All keys that differ, in order. */
  SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>(set.keySet());
    keys.addAll(delete);
    return keys;
  }

  /** Only those of these keys. */
  OptionDiff only(SortedSet<String> keys) {
    SortedMap<String, String> someSet = new TreeMap<>(set);
    someSet.keySet().retainAll(keys);
    SortedSet<String> someDelete = new TreeSet<>(delete);
    someDelete.retainAll(keys);
    return new OptionDiff(someSet, someDelete);
  }

  /** All but one key. */
  OptionDiff without(String key) {
    return without(Set.of(key));
  }

  /** All but some keys. */
  OptionDiff without(Set<String> some) {
    SortedSet<String> others = keys();
    others.removeAll(some);
    return only(others);
  }

  /** The differences for people, in the order of the keys. */
  List<Change> changes(SortedMap<String, String> present, OptionEffects effects) {
    List<Change> changes = new ArrayList<>();
    for (String key : keys()) {
      if (key.equals(ConfigSection.DESCRIPTION) && keys().size() > 1 && isOnlyMemory(present)) {
        continue;
      }
      Optional<String> before = Optional.ofNullable(present.get(key));
      Optional<String> after = Optional.ofNullable(set.get(key));
      changes.add(
          new Change(
              OptionText.name(key),
              OptionText.difference(key, before, after),
              effects.of(key, before, after)));
    }
    return changes;
  }

  /** Whether the notes differ in nothing that people wrote. */
  private boolean isOnlyMemory(SortedMap<String, String> present) {
    String before = Ownership.withoutMark(present.getOrDefault(ConfigSection.DESCRIPTION, ""));
    String after = Ownership.withoutMark(set.getOrDefault(ConfigSection.DESCRIPTION, ""));
    return OptionValues.same(ConfigSection.DESCRIPTION, before, after);
  }
}
