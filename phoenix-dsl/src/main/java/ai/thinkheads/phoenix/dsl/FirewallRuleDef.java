package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.FirewallRule.Action;
import ai.thinkheads.phoenix.core.model.FirewallRule.Direction;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A firewall rule. Begun by {@link FirewallRules}; it is about all packets of its direction until
 * something narrower is said.
 */
public final class FirewallRuleDef {

  private enum Part {
    SOURCE,
    DEST,
    PROTOCOL,
    PORT,
    INTERFACE,
    COMMENT
  }

  private final FirewallRule rule;
  private final Map<Part, String> parts;

  private FirewallRuleDef(Direction direction, Action action, Map<Part, String> parts) {
    this.parts = parts;
    this.rule =
        new FirewallRule(
            direction,
            action,
            part(Part.SOURCE),
            part(Part.DEST),
            part(Part.PROTOCOL),
            part(Part.PORT),
            part(Part.INTERFACE),
            part(Part.COMMENT));
  }

  static FirewallRuleDef of(Direction direction, Action action) {
    return new FirewallRuleDef(direction, action, Map.of());
  }

  /** Only TCP packets to these ports, 1 to 65535; to any when none is named. */
  public FirewallRuleDef tcp(int... ports) {
    return protocol("tcp", list(ports));
  }

  /** Only UDP packets to these ports, 1 to 65535; to any when none is named. */
  public FirewallRuleDef udp(int... ports) {
    return protocol("udp", list(ports));
  }

  /** Only ICMP packets, like pings. */
  public FirewallRuleDef icmp() {
    return protocol("icmp");
  }

  /** Only packets of that protocol, by its name in {@code /etc/protocols}; any by default. */
  public FirewallRuleDef protocol(String name) {
    return protocol(name, "");
  }

  /** Only packets of that protocol to these ports, like {@code 80,443} or {@code 8000:8010}. */
  public FirewallRuleDef protocol(String name, String ports) {
    return with(Map.of(Part.PROTOCOL, name, Part.PORT, ports));
  }

  /** Only packets from that address, network, range or set, like {@code 10.0.0.0/24}. */
  public FirewallRuleDef from(String source) {
    return with(Map.of(Part.SOURCE, source));
  }

  /** Only packets from the fixed address of that guest. */
  public FirewallRuleDef from(GuestDef guest) {
    return from(guest.address());
  }

  /** Only packets to that address, network, range or set, like {@code 10.0.0.0/24}. */
  public FirewallRuleDef to(String destination) {
    return with(Map.of(Part.DEST, destination));
  }

  /** Only packets to the fixed address of that guest. */
  public FirewallRuleDef to(GuestDef guest) {
    return to(guest.address());
  }

  /**
   * Only packets through that interface, by its name in Proxmox, like {@code net0}; all by default.
   */
  public FirewallRuleDef via(String networkInterface) {
    return with(Map.of(Part.INTERFACE, networkInterface));
  }

  /** A remark that stands beside the rule, one line; none by default. */
  public FirewallRuleDef comment(String text) {
    return with(Map.of(Part.COMMENT, text));
  }

  /** The rule. */
  public FirewallRule rule() {
    return rule;
  }

  private FirewallRuleDef with(Map<Part, String> more) {
    Map<Part, String> all = new EnumMap<>(Part.class);
    all.putAll(parts);
    all.putAll(more);
    return UserLine.check(() -> new FirewallRuleDef(rule.direction(), rule.action(), all));
  }

  private Optional<String> part(Part part) {
    return Optional.ofNullable(parts.get(part)).filter(text -> !text.isEmpty());
  }

  private static String list(int... ports) {
    for (int port : ports) {
      if (port < 1 || port > 65_535) {
        throw UserLine.error("port " + port + " does not exist", "use 1 to 65535");
      }
    }
    return Arrays.stream(ports).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FirewallRuleDef def && def.rule.equals(rule);
  }

  @Override
  public int hashCode() {
    return rule.hashCode();
  }

  @Override
  public String toString() {
    return rule.toString();
  }
}
