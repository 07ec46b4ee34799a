package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The guests that the cluster's HA manager keeps where they shall be: {@code
 * /etc/pve/ha/resources.cfg}.
 */
final class HighAvailability {

  private static final String FILE = "/etc/pve/ha/resources.cfg";
  private static final String STATE = "state";

  private final HostFiles files;
  private final Locks locks;

  HighAvailability(HostFiles files, Locks locks) {
    this.files = files;
    this.locks = locks;
  }

  /** The containers it knows, with their settings. */
  SortedMap<Vmid, Map<String, String>> all() {
    SortedMap<Vmid, Map<String, String>> all = new TreeMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : files.text(FILE).orElse("").lines().toList()) {
      if (line.matches("ct: ?\\d+")) {
        settings = new LinkedHashMap<>();
        all.put(Vmid.parse(line.replaceFirst("ct: ?", "")), settings);
      } else if (line.startsWith("\t")) {
        String[] parts = line.trim().split(" ", 2);
        settings.put(parts[0], parts.length > 1 ? parts[1] : "");
      } else {
        settings = new LinkedHashMap<>();
      }
    }
    return all;
  }

  Optional<Map<String, String>> find(Vmid vmid) {
    return Optional.ofNullable(all().get(vmid));
  }

  boolean knows(Vmid vmid) {
    return all().containsKey(vmid);
  }

  /** Whether it, and not {@code pct}, starts and stops that container. */
  boolean manages(Vmid vmid) {
    return find(vmid)
        .map(settings -> !settings.getOrDefault(STATE, "started").equals("ignored"))
        .orElse(false);
  }

  void put(Vmid vmid, Map<String, String> settings) {
    change(all -> all.put(vmid, settings));
  }

  void remove(Vmid vmid) {
    if (knows(vmid)) {
      change(all -> all.remove(vmid));
    }
  }

  /** Asks for a state, like {@code started}. */
  void request(Vmid vmid, String state) {
    change(all -> all.get(vmid).put(STATE, state));
  }

  private void change(Consumer<SortedMap<Vmid, Map<String, String>>> change) {
    locks.shared(
        () -> {
          SortedMap<Vmid, Map<String, String>> all = all();
          change.accept(all);
          StringBuilder text = new StringBuilder();
          all.forEach(
              (vmid, settings) -> {
                text.append("ct: ").append(vmid).append('\n');
                settings.forEach(
                    (key, value) ->
                        text.append('\t').append(key).append(' ').append(value).append('\n'));
                text.append('\n');
              });
          files.write(FILE, text.toString());
        });
  }
}
