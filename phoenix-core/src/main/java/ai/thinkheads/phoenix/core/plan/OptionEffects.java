package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a change of an option is felt, by kind of option, kind of change, state of the guest, and
 * version of Proxmox ({@code vmconfig_hotplug_pending}, {@code update_pct_config} and {@code
 * update_net} of pve-container 5.3 and 6.1).
 *
 * @param running whether the guest runs; a stopped one takes every change at once
 * @param majorVersion the first number of the Proxmox version
 * @param restart whether pending changes are brought into force by a restart
 */
record OptionEffects(boolean running, int majorVersion, boolean restart) {

  /** In force at once: the node looks at them, not the guest. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "cores",
          "cpulimit",
          "cpuunits",
          "description",
          "hookscript",
          "memory",
          "onboot",
          "protection",
          "startup",
          "swap",
          "tags");

  /** Never set: only operations of Proxmox itself change them. */
  private static final Set<String> UNTOUCHABLE =
      Set.of("lock", "parent", "snaptime", "snapstate", "template");

  private static final Set<String> NEVER_DELETED = Set.of("memory", "ostype", "rootfs");

  /** Sub-keys that a new interface of the node has from the beginning, and no other gets. */
  private static final Set<String> NEW_INTERFACE = Set.of("hwaddr", "name");

  /** Sub-keys for which the interface is put to its bridge anew. */
  private static final Set<String> NEW_CONNECTION =
      Set.of("bridge", "firewall", "link_down", "tag");

  /**
   * When the change of an option is felt.
   *
   * @param before its value so far; absent when it is not set
   * @param after its value from now on; absent when it is deleted
   */
  Effect of(String key, Optional<String> before, Optional<String> after) {
    String kind = OptionText.kind(key);
    if (kind.equals("unprivileged")) {
      return Effect.REPLACE;
    }
    if (isRefused(kind, before, after)) {
      return Effect.IMPOSSIBLE;
    }
    if (kind.equals("unused") && after.isEmpty()) {
      return Effect.DATA_LOSS;
    }
    if (isPending(key, before, after)) {
      return restart ? Effect.RESTART : Effect.NEXT_START;
    }
    return running && isFeltLater(kind, before, after) ? Effect.NEXT_START : Effect.LIVE;
  }

  /** Whether Proxmox keeps the change back until the guest starts the next time. */
  boolean isPending(String key, Optional<String> before, Optional<String> after) {
    if (!running) {
      return false;
    }
    boolean added = before.isEmpty() && after.isPresent();
    return switch (OptionText.kind(key)) {
      case "net" -> after.isEmpty() && !key.matches("net[0-9]"); // Proxmox matches one digit
      case "mp" -> !added;
      case "dev" -> !added || majorVersion < 9;
      case "hostname", "unused" -> false;
      default -> !AT_ONCE.contains(OptionText.kind(key));
    };
  }

  private static boolean isRefused(String kind, Optional<String> before, Optional<String> after) {
    boolean deleted = after.isEmpty();
    boolean otherRoot = // which only pct move-volume could give it
        kind.equals("rootfs")
            && before.isPresent()
            && !before.map(OptionEffects::volume).equals(after.map(OptionEffects::volume));
    return UNTOUCHABLE.contains(kind) || otherRoot || (deleted && NEVER_DELETED.contains(kind));
  }

  private static String volume(String value) {
    PropertyString volume = PropertyString.parse(value);
    return volume.get("volume").orElse(volume.first());
  }

  /** Whether the configuration has it at once, and the guest only when it starts. */
  private static boolean isFeltLater(String kind, Optional<String> before, Optional<String> after) {
    if (kind.equals("hostname")) {
      return true;
    }
    if (!kind.equals("net") || before.isEmpty() || after.isEmpty()) {
      return false;
    }
    Set<String> changed = changedParts(before.get(), after.get());
    if (changed.stream().anyMatch(NEW_INTERFACE::contains)) {
      return false;
    }
    boolean reconnected = changed.stream().anyMatch(NEW_CONNECTION::contains);
    return changed.contains("mtu") || (changed.contains("trunks") && !reconnected);
  }

  private static Set<String> changedParts(String before, String after) {
    PropertyString old = PropertyString.parse(OptionValues.canonical("net0", before));
    PropertyString now = PropertyString.parse(OptionValues.canonical("net0", after));
    Set<String> keys = new TreeSet<>(old.parts().keySet());
    keys.addAll(now.parts().keySet());
    keys.removeIf(key -> old.get(key).equals(now.get(key)));
    return keys;
  }
}
