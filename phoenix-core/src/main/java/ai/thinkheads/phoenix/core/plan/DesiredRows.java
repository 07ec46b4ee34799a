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

  /**
   * The keys whose rows are to be written, so that one list of rows becomes another: those that
   * differ or are owned, unless the order among keys makes it necessary to write all of them.
   */
  static SortedSet<String> changedKeys(
      SortedMap<String, String> present, SortedMap<String, String> wanted) {
    SortedSet<String> keys = ownedKeys(present);
    keys.addAll(ownedKeys(wanted));
    SortedMap<String, List<RawRow>> before = byKey(present);
    SortedMap<String, List<RawRow>> after = byKey(wanted);
    SortedSet<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    all.stream().filter(key -> !Objects.equals(before.get(key), after.get(key))).forEach(keys::add);
    List<RawRow> goal = rows(wanted);
    List<RawRow> replacement = goal.stream().filter(row -> keys.contains(row.key())).toList();
    boolean enough =
        replaced(rows(present), row -> keys.contains(row.key()), replacement).equals(goal);
    return enough ? keys : all;
  }

  private static List<RawRow> rows(SortedMap<String, String> settings) {
    return RawRow.parseAll(settings.getOrDefault(ConfigSection.ROWS, ""));
  }

  private static SortedMap<String, List<RawRow>> byKey(SortedMap<String, String> settings) {
    return rows(settings).stream()
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
    List<RawRow> present = rows(draft.wanted());
    if (present.stream().filter(owned).toList().equals(rows)) {
      return; // where they stand among those of others means nothing
    }
    List<RawRow> result = replaced(present, owned, rows);
    if (result.isEmpty()) {
      draft.remove(ConfigSection.ROWS);
    } else {
      draft.set(ConfigSection.ROWS, RawRow.toText(result));
    }
  }

  /** Puts rows in the place of the first that they replace, or behind all others. */
  private static List<RawRow> replaced(
      List<RawRow> present, Predicate<RawRow> owned, List<RawRow> rows) {
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
    return kept;
  }
}
