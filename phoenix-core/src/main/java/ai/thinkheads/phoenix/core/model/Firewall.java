package ai.thinkheads.phoenix.core.model;

import java.util.List;

/**
 * The firewall of a guest. When it is on, Proxmox drops what comes in and no rule accepts, unless
 * its options say otherwise.
 *
 * @param enabled whether it is on
 * @param rules its rules; the first that fits decides
 * @param options what else is said about it
 */
public record Firewall(boolean enabled, List<FirewallRule> rules, FirewallOptions options) {

  private static final Firewall OFF = new Firewall(false, List.of());

  /** Copies the rules. */
  public Firewall {
    rules = List.copyOf(rules);
  }

  /** A firewall about which nothing else is said. */
  public Firewall(boolean enabled, List<FirewallRule> rules) {
    this(enabled, rules, FirewallOptions.none());
  }

  /** A firewall that is off and has no rules. */
  public static Firewall off() {
    return OFF;
  }

  /** The same with other options. */
  public Firewall withOptions(FirewallOptions value) {
    return new Firewall(enabled, rules, value);
  }
}
