package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in the way of giving a container its options, with what to do about it. */
final class OptionProblems {

  /** The sub-keys that came with version 9, by the kind of option; all of it without sub-keys. */
  private static final Map<String, Set<String>> SINCE_9 =
      Map.of(
          "entrypoint", Set.of(),
          "env", Set.of(),
          "mp", Set.of("idmap", "keepattrs"),
          "net", Set.of("host-managed"),
          "rootfs", Set.of("idmap"));

  private static final Set<String> ROWS_SINCE_9 =
      Set.of(
          "lxc.init.cwd",
          "lxc.init.uid",
          "lxc.init.gid",
          "lxc.init.groups",
          "lxc.environment.runtime",
          "lxc.environment.hooks");

  private final Container container;
  private final List<Problem> problems = new ArrayList<>();

  private OptionProblems(Container container) {
    this.container = container;
  }

  /** Of options that a container is made with. */
  static List<Problem> ofNew(
      Container container, SortedMap<String, String> options, int majorVersion) {
    OptionProblems found = new OptionProblems(container);
    found.needNewer(options, majorVersion);
    return found.problems;
  }

  /** Of a difference that a container has. */
  static List<Problem> of(
      Container container,
      OptionDiff diff,
      SortedMap<String, String> present,
      OptionEffects effects) {
    OptionProblems found = new OptionProblems(container);
    found.needNewer(diff.set(), effects.majorVersion());
    found.refused(diff, present, effects);
    found.managed(diff.set());
    if (new OptionStages(diff, present, effects).isBarred()) {
      found.error(
          "is protected, so its volumes cannot be changed",
          "take the protection away first: pct set " + container.vmid() + " --protection 0");
    }
    return found.problems;
  }

  /** An IPv6 setting that is there stays when the definition says nothing of it. */
  private void managed(SortedMap<String, String> options) {
    options.forEach(
        (key, value) -> {
          PropertyString net = PropertyString.parse(OptionValues.canonical(key, value));
          if (OptionText.kind(key).equals("net")
              && net.get("host-managed").isPresent()
              && net.get("link_down").isEmpty()
              && net.get("ip6").equals(Optional.of("auto"))) {
            error(
                key + " has IPv6 auto, which the node cannot set (host-managed)",
                "say its IPv6 address, dhcp or manual");
          }
        });
  }

  private void needNewer(SortedMap<String, String> options, int majorVersion) {
    if (majorVersion == 0 || majorVersion >= 9) {
      return;
    }
    new TreeMap<>(options).forEach((key, value) -> needNewer(key, value, majorVersion));
  }

  private void needNewer(String key, String value, int majorVersion) {
    if (key.equals(ConfigSection.ROWS)) {
      RawRow.parseAll(value).stream()
          .map(RawRow::key)
          .filter(ROWS_SINCE_9::contains)
          .distinct()
          .forEach(row -> needsNewer(row, majorVersion));
    }
    Set<String> parts = SINCE_9.get(OptionText.kind(key));
    if (parts == null) {
      return;
    }
    Map<String, String> said = PropertyString.parse(OptionValues.canonical(key, value)).parts();
    if (parts.isEmpty()) {
      needsNewer(OptionText.name(key), majorVersion);
    }
    parts.stream()
        .sorted()
        .filter(said::containsKey)
        .forEach(part -> needsNewer(part + " of " + key, majorVersion));
  }

  private void needsNewer(String what, int majorVersion) {
    error(
        what + " needs Proxmox VE 9, and the node has " + majorVersion,
        "upgrade the node, or leave " + what + " out");
  }

  private void refused(OptionDiff diff, SortedMap<String, String> present, OptionEffects effects) {
    for (String key : diff.keys()) {
      Optional<String> before = Optional.ofNullable(present.get(key));
      Optional<String> after = Optional.ofNullable(diff.set().get(key));
      Effect effect = effects.of(key, before, after);
      String name = OptionText.name(key);
      if (effect == Effect.REPLACE) {
        error(
            name + " is fixed at creation (" + OptionText.difference(key, before, after) + ")",
            "adjust the definition, or destroy the container and apply again");
      } else if (effect == Effect.IMPOSSIBLE && key.equals("rootfs")) {
        error(
            "disk is another volume (" + OptionText.difference(key, before, after) + ")",
            "move it: pct move-volume " + container.vmid() + " rootfs");
      } else if (effect == Effect.IMPOSSIBLE) {
        error(
            name + " cannot be " + (after.isEmpty() ? "deleted" : "set") + " by anybody",
            "adjust the definition");
      }
    }
  }

  private void error(String message, String remedy) {
    problems.add(Problem.error(container.title(), message, remedy));
  }
}
