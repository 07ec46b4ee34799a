package ai.thinkheads.phoenix.testing.sim;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The configuration of a container, while a command works on it. */
final class GuestConf {

  private static final String DELETE = "delete";

  private ConfSection current;
  private final ConfSection pending;
  private final SortedMap<String, ConfSection> snapshots;

  GuestConf(ConfSection current, ConfSection pending, SortedMap<String, ConfSection> snapshots) {
    this.current = current;
    this.pending = pending;
    this.snapshots = snapshots;
  }

  static GuestConf empty() {
    return new GuestConf(new ConfSection(), new ConfSection(), new TreeMap<>());
  }

  ConfSection current() {
    return current;
  }

  void current(ConfSection section) {
    current = section;
  }

  void forgetPending() {
    List.copyOf(pending.names()).forEach(pending::remove);
  }

  ConfSection pending() {
    return pending;
  }

  SortedMap<String, ConfSection> snapshots() {
    return snapshots;
  }

  /** The configuration of a snapshot's time. */
  ConfSection snapshot(String name, int exitCode) {
    ConfSection section = snapshots.get(name);
    if (section == null) {
      throw Refusal.of(exitCode, "snapshot '" + name + "' does not exist");
    }
    return section;
  }

  Optional<String> lock() {
    return current.get("lock");
  }

  boolean isTemplate() {
    return current.flag("template");
  }

  void refuseWhenLocked() {
    lock()
        .ifPresent(
            lock -> {
              throw Refusal.died("CT is locked (" + lock + ")");
            });
  }

  void refuseWhenProtected(String what) {
    if (current.flag("protection")) {
      throw Refusal.died(what + " - protection mode enabled");
    }
  }

  /** The options that will be gone after the next start. */
  SortedSet<String> pendingDeletes() {
    SortedSet<String> names = new TreeSet<>();
    pending
        .get(DELETE)
        .ifPresent(
            list -> {
              for (String name : list.split("[,; ]+", -1)) {
                if (!name.isEmpty()) {
                  names.add(name.startsWith("!") ? name.substring(1) : name);
                }
              }
            });
    return names;
  }

  void deleteLater(String option) {
    SortedSet<String> names = pendingDeletes();
    names.add(option);
    setPendingDeletes(names);
  }

  void keep(String option) {
    SortedSet<String> names = pendingDeletes();
    if (names.remove(option)) {
      setPendingDeletes(names);
    }
  }

  private void setPendingDeletes(SortedSet<String> names) {
    if (names.isEmpty()) {
      pending.remove(DELETE);
    } else {
      pending.set(DELETE, String.join(",", names));
    }
  }

  /** The pending options, without the list of deletions. */
  List<String> pendingNames() {
    return pending.names().stream().filter(name -> !name.equals(DELETE)).toList();
  }

  /** Drops what is pending and would change nothing. */
  void dropIdlePending() {
    for (String option : pendingNames()) {
      if (pending.get(option).equals(current.get(option))) {
        pending.remove(option);
      }
    }
    SortedSet<String> deletes = pendingDeletes();
    deletes.removeIf(option -> !current.has(option));
    setPendingDeletes(deletes);
  }

  /** What is in force once everything that is pending is. */
  ConfSection merged() {
    ConfSection merged = current.copy();
    pendingNames().forEach(option -> merged.set(option, pending.get(option).orElseThrow()));
    pendingDeletes().forEach(merged::remove);
    return merged;
  }

  /** Remembers a volume that no option uses any more, unless it is remembered already. */
  void addUnused(String volume) {
    int free = -1;
    for (int n = 255; n >= 0; n--) {
      Optional<String> other = current.get("unused" + n);
      if (other.isPresent() && other.get().equals(volume)) {
        return;
      }
      free = other.isPresent() ? free : n;
    }
    current.set("unused" + free, volume);
  }
}
