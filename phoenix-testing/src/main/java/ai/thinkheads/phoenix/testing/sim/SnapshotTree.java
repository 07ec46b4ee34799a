package ai.thinkheads.phoenix.testing.sim;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@code pct listsnapshot}: the snapshots of a container as a tree that ends in the present. */
final class SnapshotTree {

  private static final String NOW = "current";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private record Entry(String name, Optional<String> parent, Optional<Long> time, String remark) {}

  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private final ZoneId zone;

  private SnapshotTree(GuestConf conf, ZoneId zone) {
    this.zone = zone;
    conf.snapshots()
        .forEach(
            (name, section) ->
                entries.put(
                    name,
                    new Entry(
                        name,
                        section.get("parent"),
                        section.get("snaptime").map(Long::valueOf),
                        section.description())));
    entries.put(
        NOW, new Entry(NOW, conf.current().get("parent"), Optional.empty(), "You are here!"));
  }

  static int print(Call call) {
    GuestConf conf = call.node().guests().load(call.vmid());
    StringBuilder text = new StringBuilder();
    new SnapshotTree(conf, call.node().clock().getZone()).print(text);
    call.output().out(text.toString());
    return 0;
  }

  private void print(StringBuilder text) {
    for (Entry root : sorted(entry -> entry.parent().filter(entries::containsKey).isEmpty())) {
      print(root, "`->", text);
    }
  }

  private void print(Entry entry, String prefix, StringBuilder text) {
    String time =
        entry
            .time()
            .map(seconds -> TIME.format(Instant.ofEpochSecond(seconds).atZone(zone)))
            .orElse("");
    String remark =
        entry.remark().lines().findFirst().filter(line -> !line.isEmpty()).orElse("no-description");
    int width = Math.max(30 - prefix.length(), 1);
    text.append(
        String.format(
            Locale.ROOT, "%s %-" + width + "s %-23s %s\n", prefix, entry.name(), time, remark));
    for (Entry child : sorted(other -> other.parent().equals(Optional.of(entry.name())))) {
      print(child, " " + prefix, text);
    }
  }

  private List<Entry> sorted(Predicate<Entry> which) {
    List<Entry> found = new ArrayList<>(entries.values());
    found.removeIf(which.negate());
    found.sort(Comparator.comparing(entry -> entry.time().orElse(Long.MAX_VALUE)));
    return found;
  }
}
