package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallOptions;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The firewall of a guest in its entry. */
final class FirewallJson {

  static Optional<Firewall> read(Cursor at) {
    List<FirewallRule> rules =
        at.get("rules").map(Cursor::items).orElse(List.of()).stream()
            .flatMap(rule -> rule(rule).stream())
            .toList();
    FirewallOptions options = options(at);
    return at.get("enabled").flatMap(Cursor::truth).map(on -> new Firewall(on, rules, options));
  }

  private static FirewallOptions options(Cursor at) {
    FirewallOptions.Builder builder = FirewallOptions.builder();
    constant(at, "default_input_policy", FirewallRule.Action.class).ifPresent(builder::policyIn);
    constant(at, "default_output_policy", FirewallRule.Action.class).ifPresent(builder::policyOut);
    at.get("dhcp").flatMap(Cursor::truth).ifPresent(builder::dhcp);
    at.get("ipfilter").flatMap(Cursor::truth).ifPresent(builder::ipfilter);
    at.get("macfilter").flatMap(Cursor::truth).ifPresent(builder::macfilter);
    at.get("ndp").flatMap(Cursor::truth).ifPresent(builder::ndp);
    at.get("radv").flatMap(Cursor::truth).ifPresent(builder::radv);
    constant(at, "log_level_in", FirewallOptions.LogLevel.class).ifPresent(builder::logIn);
    constant(at, "log_level_out", FirewallOptions.LogLevel.class).ifPresent(builder::logOut);
    return builder.build();
  }

  private static Optional<FirewallRule> rule(Cursor at) {
    Optional<FirewallRule.Direction> direction = constant(at, "type", FirewallRule.Direction.class);
    Optional<FirewallRule.Action> action = constant(at, "action", FirewallRule.Action.class);
    Optional<String> source = word(at, "source");
    Optional<String> dest = word(at, "dest");
    Optional<String> protocol = word(at, "proto");
    Optional<String> port = word(at, "port");
    Optional<String> network = word(at, "iface");
    Optional<String> comment = at.get("comment").flatMap(Cursor::text);
    return direction.isPresent() && action.isPresent()
        ? at.attempt(
            () ->
                new FirewallRule(
                    direction.get(), action.get(), source, dest, protocol, port, network, comment))
        : Optional.empty();
  }

  private static Optional<String> word(Cursor at, String key) {
    return at.get(key).flatMap(value -> value.parseDigits(FirewallJson::firewallWord));
  }

  /** Refuses the word here rather than together with its whole rule. */
  private static String firewallWord(String word) {
    Optional<String> none = Optional.empty();
    new FirewallRule(
        FirewallRule.Direction.IN,
        FirewallRule.Action.DROP,
        Optional.of(word),
        none,
        none,
        none,
        none,
        none);
    return word;
  }

  private static <E extends Enum<E>> Optional<E> constant(Cursor at, String key, Class<E> type) {
    return at.get(key)
        .flatMap(Cursor::text)
        .flatMap(
            word ->
                Stream.of(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(word.toUpperCase(Locale.ROOT)))
                    .findFirst());
  }

  static JsonObject write(Firewall firewall) {
    FirewallOptions options = firewall.options();
    return JsonObject.builder()
        .put("enabled", firewall.enabled())
        .putIf("default_input_policy", options.policyIn().map(Enum::name))
        .putIf("default_output_policy", options.policyOut().map(Enum::name))
        .putIf("dhcp", options.dhcp(), JsonValue::truth)
        .putIf("ipfilter", options.ipfilter(), JsonValue::truth)
        .putIf("macfilter", options.macfilter(), JsonValue::truth)
        .putIf("ndp", options.ndp(), JsonValue::truth)
        .putIf("radv", options.radv(), JsonValue::truth)
        .putIf("log_level_in", options.logIn().map(FirewallOptions.LogLevel::word))
        .putIf("log_level_out", options.logOut().map(FirewallOptions.LogLevel::word))
        .putIf("rules", firewall.rules(), FirewallJson::rule)
        .build();
  }

  private static JsonObject rule(FirewallRule rule) {
    return JsonObject.builder()
        .put("type", rule.direction().name().toLowerCase(Locale.ROOT))
        .put("action", rule.action().name())
        .putIf("source", rule.source())
        .putIf("dest", rule.dest())
        .putIf("proto", rule.protocol())
        .putIf("port", rule.port())
        .putIf("iface", rule.networkInterface())
        .putIf("comment", rule.comment())
        .build();
  }

  private FirewallJson() {}
}
