package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.Ipv6Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the network interfaces and name servers of a container. */
final class NetworkReader {

  private static final Ipv4Setting ANY_ADDRESS = new Ipv4Setting.Dhcp();

  private final Cursor entry;

  NetworkReader(Cursor entry) {
    this.entry = entry;
  }

  void read(Container.Builder builder) {
    Optional<Cursor> first = entry.get("network_config");
    Optional<Cursor> second = entry.get("secondary_network_config");
    Optional<Cursor> further = entry.get("network_interfaces");
    Optional<Cursor> mac = entry.get("mac_address");
    needs(second, first, "network_config");
    needs(further.filter(at -> !at.items().isEmpty()), second, "secondary_network_config");
    needs(mac, first, "network_config");
    List<NetworkInterface> networks = new ArrayList<>();
    first.flatMap(at -> network(at, mac)).ifPresent(networks::add);
    second.flatMap(at -> network(at, Optional.empty())).ifPresent(networks::add);
    further.map(Cursor::items).orElse(List.of()).stream()
        .flatMap(at -> network(at, Optional.empty()).stream())
        .forEach(networks::add);
    builder.networks(networks);
    builder.nameservers(nameservers(first));
  }

  private static void needs(Optional<Cursor> one, Optional<Cursor> other, String key) {
    if (other.isEmpty()) {
      one.ifPresent(at -> at.error("stands without " + key, "add " + key));
    }
  }

  private static Optional<NetworkInterface> network(Cursor at, Optional<Cursor> macOutside) {
    Optional<String> name =
        at.get("name")
            .flatMap(
                text -> text.parse(word -> NetworkInterface.of(word, "any", ANY_ADDRESS).name()));
    Optional<String> bridge =
        at.get("bridge")
            .flatMap(
                text -> text.parse(word -> NetworkInterface.of("any", word, ANY_ADDRESS).bridge()));
    Optional<Ipv4Setting> ip = at.get("ip").flatMap(text -> text.parse(Ipv4Setting::parse));
    Optional<IpAddress> gateway = at.get("gw").flatMap(text -> text.parse(IpAddress::parse));
    Optional<MacAddress> mac = mac(at.get("hwaddr"), macOutside);
    return name.isPresent() && bridge.isPresent() && ip.isPresent()
        ? at.attempt(() -> new NetworkInterface(name.get(), bridge.get(), ip.get(), gateway, mac))
            .map(network -> further(network, at))
        : Optional.empty();
  }

  private static NetworkInterface further(NetworkInterface start, Cursor at) {
    Further further = new Further(start, at);
    further.read("ip6", text -> text.parse(Ipv6Setting::parse), NetworkInterface.Builder::ipv6);
    further.read("gw6", text -> text.parse(IpAddress::parse), NetworkInterface.Builder::gateway6);
    further.read("mtu", NetworkReader::number, NetworkInterface.Builder::mtu);
    further.read("tag", NetworkReader::number, NetworkInterface.Builder::vlan);
    further.read("trunks", NetworkReader::numbers, NetworkInterface.Builder::trunks);
    further.read("firewall", Cursor::truth, NetworkInterface.Builder::firewall);
    further.read("rate", Cursor::decimal, NetworkInterface.Builder::rate);
    further.read("link_down", Cursor::truth, NetworkInterface.Builder::linkDown);
    further.read("host_managed", Cursor::truth, NetworkInterface.Builder::hostManaged);
    return further.network;
  }

  private static Optional<Integer> number(Cursor at) {
    return at.whole(Math::toIntExact);
  }

  private static Optional<List<Integer>> numbers(Cursor at) {
    return at.value() instanceof JsonArray
        ? Optional.of(at.items().stream().flatMap(item -> number(item).stream()).toList())
        : Optional.empty();
  }

  /** Adds one part after the other, so that what is refused is told where it stands. */
  private static final class Further {

    private final Cursor at;
    private NetworkInterface network;

    Further(NetworkInterface start, Cursor at) {
      this.network = start;
      this.at = at;
    }

    <T> void read(
        String key,
        Function<Cursor, Optional<T>> reader,
        BiFunction<NetworkInterface.Builder, T, NetworkInterface.Builder> setter) {
      at.get(key)
          .flatMap(
              part ->
                  reader
                      .apply(part)
                      .flatMap(
                          value ->
                              part.attempt(() -> setter.apply(network.toBuilder(), value).build())))
          .ifPresent(result -> network = result);
    }
  }

  private static Optional<MacAddress> mac(Optional<Cursor> inside, Optional<Cursor> outside) {
    Optional<MacAddress> weak = outside.flatMap(at -> at.parse(MacAddress::parse));
    Optional<MacAddress> strong = inside.flatMap(at -> at.parse(MacAddress::parse));
    if (weak.isPresent() && strong.isPresent() && !weak.equals(strong)) {
      String remedy = "remove one of the two";
      outside.get().warning("is overruled by network_config.hwaddr, " + strong.get(), remedy);
    }
    return strong.or(() -> weak);
  }

  private List<IpAddress> nameservers(Optional<Cursor> first) {
    List<Cursor> said =
        Stream.of(
                first.flatMap(at -> at.get("nameserver")),
                first.flatMap(at -> at.get("nameservers")),
                entry.get("nameservers"))
            .flatMap(Optional::stream)
            .toList();
    said.stream()
        .skip(1)
        .forEach(at -> at.warning("is overruled by other name servers", "say them once"));
    List<List<IpAddress>> read = said.stream().map(NetworkReader::addresses).toList();
    return read.isEmpty() ? List.of() : read.get(0);
  }

  private static List<IpAddress> addresses(Cursor at) {
    Optional<List<IpAddress>> listed = at.parse(NetworkReader::addresses);
    return listed.orElseGet(
        () -> at.items().stream().flatMap(item -> item.parse(IpAddress::parse).stream()).toList());
  }

  private static List<IpAddress> addresses(String text) {
    return Stream.of(text.split("[,;\\s]+"))
        .filter(word -> !word.isEmpty())
        .map(IpAddress::parse)
        .toList();
  }
}
