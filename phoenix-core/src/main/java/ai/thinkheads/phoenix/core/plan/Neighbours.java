package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The guests of a cluster that are not part of a definition, with the names and addresses that they
 * have. Two that run with the same address disturb each other, whoever made them.
 */
final class Neighbours {

  private static final String KEY = "network_config";

  /**
   * Where a guest is connected.
   *
   * @param guest the guest
   * @param network the bridge, with the VLAN
   * @param mac its hardware address in capitals; empty for none
   * @param addresses its fixed addresses in small letters
   */
  private record Place(ObservedGuest guest, String network, String mac, Set<String> addresses) {}

  private final List<ObservedGuest> guests;
  private final List<Place> places;

  /**
   * @param all all guests of the cluster
   * @param defined the numbers of those that are part of the definition
   */
  Neighbours(Collection<ObservedGuest> all, Set<Vmid> defined) {
    this.guests = all.stream().filter(guest -> !defined.contains(guest.vmid())).toList();
    this.places = guests.stream().flatMap(guest -> placesOf(guest).stream()).toList();
  }

  private static List<Place> placesOf(ObservedGuest guest) {
    List<Place> places = new ArrayList<>();
    SortedMap<String, String> options = guest.config().current().options();
    options.forEach(
        (key, value) -> {
          if (key.matches("net[0-9]+")) {
            PropertyString net = PropertyString.parse(value);
            PropertyString ip =
                guest.kind() == GuestKind.VM
                    ? PropertyString.parse(options.getOrDefault("ipconfig" + key.substring(3), ""))
                    : net;
            places.add(new Place(guest, network(net), mac(net), addresses(ip)));
          }
        });
    return places;
  }

  private static String network(PropertyString net) {
    return network(net.get("bridge").orElse(""), net.get("tag").orElse("0"));
  }

  private static String network(String bridge, String vlan) {
    return bridge + " " + vlan;
  }

  /** A VM has it under the model of its network card. */
  private static String mac(PropertyString net) {
    return net.get("hwaddr")
        .or(
            () ->
                net.parts().values().stream()
                    .filter(value -> value.matches("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"))
                    .findFirst())
        .orElse("")
        .toUpperCase(Locale.ROOT);
  }

  private static Set<String> addresses(PropertyString ip) {
    Set<String> addresses = new TreeSet<>();
    for (String key : List.of("ip", "ip6")) {
      ip.get(key)
          .filter(text -> text.contains("/"))
          .map(Neighbours::bare)
          .ifPresent(addresses::add);
    }
    return addresses;
  }

  private static String bare(String address) {
    return address.replaceFirst("/.*", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Finds those that have a name or an address of that container.
   *
   * @param connects whether the plan is what brings it into its networks; else it is there already
   */
  void find(Container container, boolean connects, Findings findings) {
    for (NetworkInterface network : container.networks()) {
      find(network, connects, findings);
    }
    guests.stream()
        .filter(guest -> nameOf(guest).filter(container.name()::equalsIgnoreCase).isPresent())
        .forEach(
            guest ->
                findings.warning(
                    "name",
                    title(guest) + " has the same name",
                    "give one of them another name when both shall be found by it"));
  }

  private static Optional<String> nameOf(ObservedGuest guest) {
    return guest.config().current().option(guest.kind() == GuestKind.VM ? "name" : "hostname");
  }

  private void find(NetworkInterface network, boolean connects, Findings findings) {
    String here = network(network.bridge(), "" + network.vlan().orElse(0));
    for (Place place : places) {
      boolean disturbs = connects && place.guest().running() && place.network().equals(here);
      fixedAddresses(network).stream()
          .filter(place.addresses()::contains)
          .forEach(ip -> tell(findings, "address " + ip, place.guest(), disturbs));
      network
          .mac()
          .map(MacAddress::toString)
          .filter(mac -> mac.equalsIgnoreCase(place.mac()))
          .ifPresent(mac -> tell(findings, "MAC " + mac, place.guest(), disturbs));
    }
  }

  private static List<String> fixedAddresses(NetworkInterface network) {
    List<String> addresses = new ArrayList<>();
    Map<String, String> said = new LinkedHashMap<>();
    said.put("ip", network.ipv4().toString());
    network.ipv6().ifPresent(ip -> said.put("ip6", ip.toString()));
    addresses.addAll(addresses(new PropertyString("", said)));
    return addresses;
  }

  private static void tell(Findings findings, String what, ObservedGuest guest, boolean disturbs) {
    String message =
        what + " is in use by " + title(guest) + ", which the definition does not have";
    if (disturbs) {
      findings.error(KEY, message, "give one of them another one, or stop " + guest.vmid());
    } else {
      findings.warning(KEY, message, "give one of them another one unless both never meet");
    }
  }

  private static String title(ObservedGuest guest) {
    return (guest.kind() == GuestKind.VM ? "VM " : "container ")
        + guest.vmid()
        + nameOf(guest).map(name -> " \"" + name + "\"").orElse("")
        + " on "
        + guest.node();
  }
}
