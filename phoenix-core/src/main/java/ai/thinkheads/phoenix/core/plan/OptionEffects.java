package ai.thinkheads.phoenix.core.plan;

import java.util.Set;

/**
 * When a change of an option is felt, by kind of option, state of the guest, and version of Proxmox
 * ({@code PVE::LXC::Config::vmconfig_hotplug_pending} of pve-container 5.3 and 6.1).
 *
 * @param running whether the guest runs; a stopped one takes every change at once
 * @param majorVersion the first number of the Proxmox version
 * @param restart whether pending changes are brought into force by a restart
 */
record OptionEffects(boolean running, int majorVersion, boolean restart) {

  /** Applied to the running container at once. */
  private static final Set<String> LIVE =
      Set.of("cores", "cpulimit", "cpuunits", "memory", "swap", "net");

  /** Accepted at once, and only about the next start anyway. */
  private static final Set<String> BOOKKEEPING =
      Set.of("description", "onboot", "protection", "startup", "tags", "hookscript");

  /**
   * @param existed whether the option was set before
   * @param remains whether it is set afterwards
   */
  Effect of(String key, boolean existed, boolean remains) {
    String kind = OptionText.kind(key);
    if (!running || LIVE.contains(kind) || BOOKKEEPING.contains(kind)) {
      return Effect.LIVE;
    }
    boolean added = !existed && remains;
    if (added && (kind.equals("mp") || (kind.equals("dev") && majorVersion >= 9))) {
      return Effect.LIVE;
    }
    // The configuration has the new name at once, the guest only hears of it when it starts.
    if (kind.equals("hostname")) {
      return Effect.NEXT_START;
    }
    return restart ? Effect.RESTART : Effect.NEXT_START;
  }
}
