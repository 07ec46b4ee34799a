package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The raw rows of a container. All rows of the keys that its definition uses belong to it, as one
 * list; so do those of keys that it used before. The variables of its environment are rows, too;
 * and so are its GPUs, where Proxmox has no option for them.
 */
final class DesiredRows {

  /** The key of the rows that hold variables ({@code env} of Proxmox VE 9). */
  static final String ENVIRONMENT = "lxc.environment.runtime";

  private final SettingsDraft draft;

  DesiredRows(SettingsDraft draft) {
    this.draft = draft;
  }

  /** Says which rows it shall have. */
  void apply(Container container, DesiredGpus gpus) {
    List<RawRow> rows = new ArrayList<>();
    container
        .environment()
        .forEach((name, value) -> rows.add(new RawRow(ENVIRONMENT, name + "=" + value)));
    container.lxc().forEach(row -> rows.add(new RawRow(row.key(), row.value())));
    Set<String> keys = rows.stream().map(RawRow::key).collect(Collectors.toSet());
    keys.forEach(draft::own);
    draft.remembered().names().stream().filter(DesiredRows::isKey).forEach(keys::add);
    rows.addAll(gpus.rows());
    replace(rows, row -> keys.contains(row.key()) || gpus.isOwn(row));
  }

  /** The keys of rows that are to be written, so that one list of rows becomes another. */
  static SortedSet<String> changedKeys(
      SortedMap<String, String> present, SortedMap<String, String> wanted) {
    SortedSet<String> keys = ownedKeys(present);
    keys.addAll(ownedKeys(wanted));
    SortedMap<String, List<RawRow>> before = byKey(present);
    SortedMap<String, List<RawRow>> after = byKey(wanted);
    Stream.of(before, after)
        .flatMap(rows -> rows.keySet().stream())
        .filter(key -> !Objects.equals(before.get(key), after.get(key)))
        .forEach(keys::add);
    return keys;
  }

  private static SortedMap<String, List<RawRow>> byKey(SortedMap<String, String> settings) {
    return RawRow.parseAll(settings.getOrDefault(ConfigSection.ROWS, "")).stream()
        .collect(Collectors.groupingBy(RawRow::key, TreeMap::new, Collectors.toList()));
  }

  /** The keys of rows that the notes among these settings remember. */
  private static SortedSet<String> ownedKeys(SortedMap<String, String> settings) {
    SortedSet<String> keys =
        new TreeSet<>(Ownership.of(settings.getOrDefault(ConfigSection.DESCRIPTION, "")).names());
    keys.removeIf(name -> !isKey(name));
    return keys;
  }

  private static boolean isKey(String name) {
    return name.startsWith("lxc.");
  }

  private void replace(List<RawRow> rows, Predicate<RawRow> owned) {
    List<RawRow> present = RawRow.parseAll(draft.wanted().getOrDefault(ConfigSection.ROWS, ""));
    if (present.stream().filter(owned).toList().equals(rows)) {
      return; // where they stand among those of others means nothing
    }
    List<RawRow> kept = new ArrayList<>();
    int place = -1;
    for (RawRow row : present) {
      if (owned.test(row)) {
        place = place < 0 ? kept.size() : place;
      } else {
        kept.add(row);
      }
    }
    kept.addAll(place < 0 ? kept.size() : place, rows);
    if (kept.isEmpty()) {
      draft.remove(ConfigSection.ROWS);
    } else {
      draft.set(ConfigSection.ROWS, RawRow.toText(kept));
    }
  }
}
