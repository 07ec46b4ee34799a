package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FirewallRule.Action;
import ai.thinkheads.phoenix.core.model.FirewallRule.Direction;

/**
 * The beginnings of firewall rules, for static import: {@code
 * in().accept().tcp(8000).from("10.0.0.153")}.
 */
public final class FirewallRules {

  /** A rule about packets to the guest; the next word says what happens to them. */
  public static Verdict in() {
    return new Verdict(Direction.IN);
  }

  /** A rule about packets from the guest; the next word says what happens to them. */
  public static Verdict out() {
    return new Verdict(Direction.OUT);
  }

  /**
   * A rule that has a direction so far; the next word says what happens to the packets.
   *
   * @param direction the direction, seen from the guest
   */
  public record Verdict(Direction direction) {

    /** They pass. */
    public FirewallRuleDef accept() {
      return FirewallRuleDef.of(direction, Action.ACCEPT);
    }

    /** They vanish. */
    public FirewallRuleDef drop() {
      return FirewallRuleDef.of(direction, Action.DROP);
    }

    /** They are refused with an answer. */
    public FirewallRuleDef reject() {
      return FirewallRuleDef.of(direction, Action.REJECT);
    }
  }

  private FirewallRules() {}
}
