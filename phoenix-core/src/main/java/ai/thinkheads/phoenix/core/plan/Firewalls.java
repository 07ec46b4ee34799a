package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallOptions;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a guest's firewall file ({@code /etc/pve/firewall/ID.fw}): the definition owns the
 * options that it says and its rules, everything else in it stays.
 */
final class Firewalls {

  private static final String OPTIONS = "[OPTIONS]";
  private static final String RULES = "[RULES]";

  /** The file as it shall be, when it differs from what is there. */
  static Optional<String> desired(Firewall firewall, Optional<String> observed) {
    if (observed.isEmpty() && firewall.equals(Firewall.off())) {
      return Optional.empty();
    }
    Map<String, List<String>> present = sections(observed.orElse(""));
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    wanted.put(OPTIONS, options(firewall, present.getOrDefault(OPTIONS, List.of())));
    present.forEach(wanted::putIfAbsent);
    wanted.remove(RULES);
    wanted.put(RULES, firewall.rules().stream().map(Firewalls::line).toList());
    return same(present, wanted) ? Optional.empty() : Optional.of(text(wanted));
  }

  private static boolean same(Map<String, List<String>> one, Map<String, List<String>> other) {
    return one.getOrDefault(OPTIONS, List.of()).containsAll(other.getOrDefault(OPTIONS, List.of()))
        && folded(one.get(RULES)).equals(folded(other.get(RULES)));
  }

  private static List<String> folded(@Nullable List<String> lines) {
    return lines == null ? List.of() : lines.stream().map(Firewalls::folded).toList();
  }

  private static String folded(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  private static List<String> options(Firewall firewall, List<String> present) {
    Map<String, String> said = said(firewall);
    Stream<String> foreign =
        present.stream().filter(line -> !said.containsKey(line.replaceFirst("\\s*:.*", "")));
    Stream<String> owned =
        said.entrySet().stream().map(option -> option.getKey() + ": " + option.getValue());
    return Stream.concat(owned, foreign).toList();
  }

  private static Map<String, String> said(Firewall firewall) {
    FirewallOptions options = firewall.options();
    Map<String, String> said = new LinkedHashMap<>();
    said.put("enable", digit(firewall.enabled()));
    options.policyIn().ifPresent(policy -> said.put("policy_in", policy.name()));
    options.policyOut().ifPresent(policy -> said.put("policy_out", policy.name()));
    options.dhcp().ifPresent(on -> said.put("dhcp", digit(on)));
    options.ipfilter().ifPresent(on -> said.put("ipfilter", digit(on)));
    options.macfilter().ifPresent(on -> said.put("macfilter", digit(on)));
    options.ndp().ifPresent(on -> said.put("ndp", digit(on)));
    options.radv().ifPresent(on -> said.put("radv", digit(on)));
    options.logIn().ifPresent(level -> said.put("log_level_in", level.word()));
    options.logOut().ifPresent(level -> said.put("log_level_out", level.word()));
    return said;
  }

  private static String digit(boolean on) {
    return on ? "1" : "0";
  }

  static String line(FirewallRule rule) {
    StringBuilder line = new StringBuilder();
    line.append(rule.direction()).append(' ').append(rule.action());
    rule.networkInterface().ifPresent(value -> line.append(" -i ").append(value));
    rule.source().ifPresent(value -> line.append(" -source ").append(value));
    rule.dest().ifPresent(value -> line.append(" -dest ").append(value));
    rule.protocol().ifPresent(value -> line.append(" -p ").append(value.toLowerCase(Locale.ROOT)));
    rule.port().ifPresent(value -> line.append(" -dport ").append(value));
    rule.comment().ifPresent(value -> line.append(" # ").append(value.strip()));
    return line.toString();
  }

  /**
   * The lines of each section, blanks folded, without empty lines and remarks on lines of their
   * own.
   */
  private static Map<String, List<String>> sections(String text) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String raw : text.lines().toList()) {
      String line = folded(raw);
      if (line.startsWith("[")) {
        String key = line.toUpperCase(Locale.ROOT);
        String header = key.equals(OPTIONS) || key.equals(RULES) ? key : line;
        current = sections.computeIfAbsent(header, name -> new ArrayList<>());
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        current.add(line);
      }
    }
    return sections;
  }

  private static String text(Map<String, List<String>> sections) {
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (header, lines) -> {
          if (!lines.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(header).append("\n\n");
            lines.forEach(line -> text.append(line).append('\n'));
          }
        });
    return text.toString();
  }

  private Firewalls() {}
}
