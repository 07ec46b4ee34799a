package ai.thinkheads.phoenix.core.model;

import java.util.List;

/**
 * The firewall of a guest. When it is on, Proxmox drops what comes in and no rule accepts.
 *
 * @param enabled whether it is on
 * @param rules its rules; the first that fits decides
 */
public record Firewall(boolean enabled, List<FirewallRule> rules) {

  private static final Firewall OFF = new Firewall(false, List.of());

  /** Copies the rules. */
  public Firewall {
    rules = List.copyOf(rules);
  }

  /** A firewall that is off and has no rules. */
  public static Firewall off() {
    return OFF;
  }
}
