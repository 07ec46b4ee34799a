package ai.thinkheads.phoenix.core.model;

import java.util.Optional;

/**
 * One network interface of a container ({@code netN} in Proxmox).
 *
 * @param name the name inside the container, 1 to 15 characters, like {@code eth0}
 * @param bridge the bridge on the node, like {@code vmbr0}
 * @param ipv4 where its IPv4 address comes from
 * @param gateway the IPv4 gateway; absent for none
 * @param mac the hardware address; absent lets Proxmox choose one, which is then kept
 */
public record NetworkInterface(
    String name,
    String bridge,
    Ipv4Setting ipv4,
    Optional<IpAddress> gateway,
    Optional<MacAddress> mac) {

  /**
   * @throws IllegalArgumentException when a name has a form that Proxmox refuses
   */
  public NetworkInterface {
    name = Names.networkDevice(name);
    bridge = Names.networkDevice(bridge);
  }

  /** An interface without gateway whose hardware address Proxmox chooses. */
  public static NetworkInterface of(String name, String bridge, Ipv4Setting ipv4) {
    return new NetworkInterface(name, bridge, ipv4, Optional.empty(), Optional.empty());
  }

  /** The same with a gateway. */
  public NetworkInterface withGateway(IpAddress address) {
    return new NetworkInterface(name, bridge, ipv4, Optional.of(address), mac);
  }

  /** The same with a hardware address. */
  public NetworkInterface withMac(MacAddress address) {
    return new NetworkInterface(name, bridge, ipv4, gateway, Optional.of(address));
  }

  /** Its fixed IPv4 address, when it has one. */
  public Optional<Cidr> address() {
    return ipv4 instanceof Ipv4Setting.Static fixed
        ? Optional.of(fixed.address())
        : Optional.empty();
  }
}
