package ai.thinkheads.phoenix.testing.sim;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code pct config} and {@code pct pending}: what a container's configuration says. */
final class PctConfig {

  private PctConfig() {}

  static int config(Call call) {
    GuestConf conf = call.node().guests().load(call.vmid());
    Optional<String> snapshot = call.find("snapshot");
    ConfSection section;
    if (snapshot.isPresent()) {
      section = conf.snapshot(snapshot.get(), Refusal.DIED);
    } else {
      section = call.flag("current") ? conf.current() : conf.merged();
    }
    StringBuilder text = new StringBuilder();
    for (String name : section.names()) {
      text.append(name).append(": ").append(shown(name, section.get(name))).append('\n');
    }
    section
        .rawRows()
        .forEach(row -> text.append(row.key()).append(": ").append(row.value()).append('\n'));
    call.output().out(text.toString());
    return 0;
  }

  private static String shown(String name, Optional<String> value) {
    String text = value.orElse("");
    return name.equals(ConfText.DESCRIPTION) ? ConfText.encode(text) : text;
  }

  static int pending(Call call) {
    GuestConf conf = call.node().guests().load(call.vmid());
    SortedSet<String> deletes = conf.pendingDeletes();
    SortedSet<String> names = new TreeSet<>(conf.current().names());
    names.addAll(conf.pendingNames());
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      Optional<String> current = conf.current().get(name);
      Optional<String> next = conf.pending().get(name);
      if (current.isPresent()) {
        boolean deleted = deletes.contains(name);
        text.append(deleted ? "del " : "cur ").append(name).append(": ");
        text.append(shown(name, current)).append('\n');
      }
      if (next.isPresent() && !(current.isPresent() && deletes.contains(name))) {
        text.append("new ").append(name).append(": ").append(shown(name, next)).append('\n');
      }
    }
    call.output().out(text.toString());
    return 0;
  }

  static int unlock(Call call) {
    Node node = call.node();
    return node.locked(
        call.vmid(),
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(call.vmid());
          if (conf.lock().isEmpty()) {
            throw Refusal.died("no lock found trying to remove any lock");
          }
          conf.current().remove("lock");
          node.guests().save(call.vmid(), conf);
          return 0;
        });
  }
}
