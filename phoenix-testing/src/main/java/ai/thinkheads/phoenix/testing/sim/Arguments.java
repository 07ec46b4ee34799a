package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The arguments of a Proxmox command, found to be in order.
 *
 * @param values the values by option or positional argument; truth values are 0 and 1
 * @param extra what stands behind the others, when the command takes such
 */
record Arguments(SortedMap<String, String> values, List<String> extra) {

  /** The same with one more value. */
  Arguments with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return new Arguments(more, extra);
  }

  Vmid vmid() {
    return vmid("vmid");
  }

  Vmid vmid(String name) {
    return Vmid.parse(get(name));
  }

  /** A value that cannot be missing. */
  String get(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("no argument " + name));
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean flag(String name) {
    return "1".equals(values.get(name));
  }
}
