package ai.thinkheads.phoenix.core.model;

import java.util.Optional;

/**
 * One rule of a guest's firewall, in the terms of {@code pve-firewall}.
 *
 * @param direction whether it is about incoming or outgoing packets
 * @param action what happens to them
 * @param source where they come from: address, network, range or set; absent for anywhere
 * @param dest where they go to; absent for anywhere
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, …; absent for any
 * @param port the destination port, range ({@code 80:90}) or list; absent for any
 * @param networkInterface the {@code netN} it is for; absent for all
 * @param comment a remark; absent for none
 */
public record FirewallRule(
    Direction direction,
    Action action,
    Optional<String> source,
    Optional<String> dest,
    Optional<String> protocol,
    Optional<String> port,
    Optional<String> networkInterface,
    Optional<String> comment) {

  /** The direction of packets, seen from the guest. */
  public enum Direction {
    /** To the guest. */
    IN,
    /** From the guest. */
    OUT
  }

  /** What happens to packets that a rule is about. */
  public enum Action {
    /** They pass. */
    ACCEPT,
    /** They vanish. */
    DROP,
    /** They are refused with an answer. */
    REJECT
  }

  /**
   * @throws IllegalArgumentException when a part has blanks or line breaks, or a port has no
   *     protocol
   */
  public FirewallRule {
    source.ifPresent(FirewallRule::word);
    dest.ifPresent(FirewallRule::word);
    protocol.ifPresent(FirewallRule::word);
    port.ifPresent(FirewallRule::word);
    networkInterface.ifPresent(FirewallRule::word);
    if (comment.filter(text -> text.matches("(?s).*[\\r\\n\\x00].*")).isPresent()) {
      throw new IllegalArgumentException("the comment of a firewall rule must be one line");
    }
    if (port.isPresent() && protocol.isEmpty()) {
      throw new IllegalArgumentException(
          "firewall port " + port.get() + " needs a protocol; add tcp or udp");
    }
  }

  private static void word(String text) {
    if (!text.matches("[^\\s#\"']+")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" cannot stand in a firewall rule; leave out blanks, quotes and '#'");
    }
  }
}
