package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The pools of guests, rows of {@code user.cfg} like {@code pool:lab::950,951::}. */
final class Pools {

  private static final String FILE = "/etc/pve/user.cfg";
  private static final int NAME = 1;
  private static final int GUESTS = 3;

  private final HostFiles files;
  private final Locks locks;

  Pools(HostFiles files, Locks locks) {
    this.files = files;
    this.locks = locks;
  }

  void make(String pool) {
    if (!exists(pool)) {
      locks.shared(() -> files.write(FILE, text() + "pool:" + pool + ":::" + ":\n"));
    }
  }

  void refuseMissing(Optional<String> pool) {
    if (pool.isPresent() && !exists(pool.get())) {
      throw Refusal.died("pool '" + pool.get() + "' does not exist");
    }
  }

  private boolean exists(String pool) {
    return text().lines().anyMatch(row -> row.startsWith("pool:" + pool + ":"));
  }

  /** The pool that a guest is in; absent when it is in none. */
  Optional<String> of(Vmid guest) {
    return text()
        .lines()
        .filter(row -> row.startsWith("pool:"))
        .map(row -> row.split(":", -1))
        .filter(fields -> List.of(fields[GUESTS].split(",", -1)).contains(guest.toString()))
        .map(fields -> fields[NAME])
        .findFirst();
  }

  void add(String pool, Vmid guest) {
    change(
        row -> {
          String[] fields = row.split(":", -1);
          return fields[NAME].equals(pool) ? withGuests(fields, guest, true) : row;
        });
  }

  /** Takes a guest out of whatever pool it is in. */
  void remove(Vmid guest) {
    if (text().contains(guest.toString())) {
      change(row -> withGuests(row.split(":", -1), guest, false));
    }
  }

  private static String withGuests(String[] fields, Vmid guest, boolean in) {
    SortedSet<Vmid> guests = new TreeSet<>();
    for (String id : fields[GUESTS].split(",", -1)) {
      if (!id.isEmpty()) {
        guests.add(Vmid.parse(id));
      }
    }
    if (in) {
      guests.add(guest);
    } else {
      guests.remove(guest);
    }
    fields[GUESTS] = String.join(",", guests.stream().map(Vmid::toString).toList());
    return String.join(":", fields);
  }

  private void change(UnaryOperator<String> change) {
    locks.shared(
        () -> {
          List<String> rows = new ArrayList<>();
          text()
              .lines()
              .forEach(row -> rows.add(row.startsWith("pool:") ? change.apply(row) : row));
          files.write(FILE, String.join("\n", rows) + "\n");
        });
  }

  private String text() {
    return files.text(FILE).orElse("");
  }
}
