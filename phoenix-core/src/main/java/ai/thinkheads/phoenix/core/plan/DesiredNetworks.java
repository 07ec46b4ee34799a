package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv6Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The networks of a container: those that it defines have the first indexes. Others belong to the
 * definition only when it had them before; a definition without any leaves {@code net0} alone.
 */
final class DesiredNetworks {

  private final SettingsDraft draft;
  private final Optional<Firewall> firewall;

  DesiredNetworks(SettingsDraft draft, Container container) {
    this.draft = draft;
    this.firewall = container.firewall();
  }

  void apply(List<NetworkInterface> networks) {
    for (int index = 0; index < networks.size(); index++) {
      String key = "net" + index;
      PropertyString now = PropertyString.parse(draft.present(key));
      draft.set(key, network(networks.get(index), now).toString());
      if (index > 0) {
        draft.own(key);
      }
    }
    draft.present().keySet().stream()
        .filter(key -> OptionText.kind(key).equals("net"))
        .filter(draft::isAbandoned)
        .forEach(draft::remove);
  }

  /** The current hardware address is carried along: without one Proxmox makes up a new one. */
  private PropertyString network(NetworkInterface network, PropertyString now) {
    PropertyString result =
        now.with("name", network.name())
            .with("bridge", network.bridge())
            .with("ip", network.ipv4().toString())
            .with("gw", network.gateway().map(IpAddress::text))
            .with("hwaddr", network.mac().map(MacAddress::text).or(() -> now.get("hwaddr")));
    Optional<Boolean> filtered = network.firewall().or(() -> firewall.map(Firewall::enabled));
    return further(network, stated(result, "firewall", filtered.map(DesiredNetworks::digit)));
  }

  private static PropertyString further(NetworkInterface network, PropertyString start) {
    PropertyString result = start;
    if (network.ipv6().isPresent()) {
      result =
          result
              .with("ip6", network.ipv6().map(Ipv6Setting::toString))
              .with("gw6", network.gateway6().map(IpAddress::text));
    }
    result = stated(result, "mtu", digits(network.mtu()));
    result = stated(result, "tag", digits(network.vlan()));
    result = stated(result, "trunks", network.trunks().map(DesiredNetworks::joined));
    result = stated(result, "rate", network.rate().map(BigDecimal::toPlainString));
    result = stated(result, "link_down", network.linkDown().map(DesiredNetworks::digit));
    return stated(result, "host-managed", network.hostManaged().map(DesiredNetworks::digit));
  }

  /** Sets a sub-key that the definition states; 0 and nothing are stated by taking it away. */
  private static PropertyString stated(PropertyString now, String key, Optional<String> value) {
    return value
        .map(text -> now.with(key, value.filter(any -> !text.isEmpty() && !text.equals("0"))))
        .orElse(now);
  }

  private static Optional<String> digits(OptionalInt number) {
    return number.isPresent() ? Optional.of("" + number.getAsInt()) : Optional.empty();
  }

  private static String digit(boolean value) {
    return value ? "1" : "0";
  }

  private static String joined(SortedSet<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }
}
