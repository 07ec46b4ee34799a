package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which containers run: those whose command socket is in {@code /proc/net/unix}, as {@code pct}
 * itself finds it.
 */
final class RunningGuests {

  private static final String FILE = "/proc/net/unix";
  private static final Pattern SOCKET = Pattern.compile("@/var/lib/lxc/(\\d+)/command\n");

  private final HostFiles files;
  private final Locks locks;
  private final Predicate<Vmid> alive;

  RunningGuests(HostFiles files, Locks locks, Predicate<Vmid> alive) {
    this.files = files;
    this.locks = locks;
    this.alive = alive;
  }

  SortedSet<Vmid> all() {
    SortedSet<Vmid> running = new TreeSet<>();
    Matcher socket = SOCKET.matcher(files.text(FILE).orElse(""));
    while (socket.find()) {
      running.add(Vmid.parse(socket.group(1)));
    }
    running.removeIf(vmid -> !alive.test(vmid));
    return running;
  }

  boolean contains(Vmid vmid) {
    return files.text(FILE).orElse("").contains(socket(vmid)) && alive.test(vmid);
  }

  private static String socket(Vmid vmid) {
    return "@/var/lib/lxc/" + vmid + "/command\n";
  }

  void add(Vmid vmid) {
    locks.shared(
        () -> {
          SortedSet<Vmid> running = all();
          running.add(vmid);
          write(running);
        });
  }

  void remove(Vmid vmid) {
    locks.shared(
        () -> {
          SortedSet<Vmid> running = all();
          running.remove(vmid);
          write(running);
        });
  }

  void clear() {
    write(new TreeSet<>());
  }

  private void write(SortedSet<Vmid> running) {
    StringBuilder text =
        new StringBuilder("Num       RefCount Protocol Flags    Type St Inode Path\n");
    for (Vmid vmid : running) {
      text.append("0000000000000000: 00000002 00000000 00010000 0001 01 ")
          .append(100_000 + vmid.value())
          .append(' ')
          .append(socket(vmid));
    }
    files.write(FILE, text.toString());
  }
}
