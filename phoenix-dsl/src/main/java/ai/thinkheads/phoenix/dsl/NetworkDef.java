package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.NetworkInterface;

/**
 * A network interface of a guest. Begun by {@link Phoenix#net}.
 *
 * @param networkInterface the interface
 */
public record NetworkDef(NetworkInterface networkInterface) {

  /** The IPv4 gateway, like {@code 10.0.0.1}; none by default. */
  public NetworkDef gateway(String address) {
    return UserLine.check(
        () -> new NetworkDef(networkInterface.withGateway(IpAddress.parse(address))));
  }

  /** The hardware address, like {@code BC:24:11:45:91:2F}; chosen by Proxmox by default. */
  public NetworkDef mac(String address) {
    return UserLine.check(
        () -> new NetworkDef(networkInterface.withMac(MacAddress.parse(address))));
  }

  /**
   * An interface that has a name so far; the next word says where it is plugged in.
   *
   * @param name its name inside the guest
   */
  public record Named(String name) {

    /** The bridge of the node that it is plugged into, like {@code vmbr0}. */
    public Plugged bridge(String bridge) {
      Ipv4Setting manual = new Ipv4Setting.Manual();
      return UserLine.check(() -> new Plugged(NetworkInterface.of(name, bridge, manual)));
    }
  }

  /**
   * An interface that is plugged in; the next word says where its IPv4 address comes from.
   *
   * @param networkInterface the interface, without an address so far
   */
  public record Plugged(NetworkInterface networkInterface) {

    /** A fixed IPv4 address with the size of its network, like {@code 10.0.0.150/24}. */
    public NetworkDef ip(String address) {
      return UserLine.check(() -> with(new Ipv4Setting.Static(Cidr.parse(address))));
    }

    /** An address from a DHCP server. */
    public NetworkDef dhcp() {
      return with(new Ipv4Setting.Dhcp());
    }

    /** No address from Proxmox: the guest configures itself. */
    public NetworkDef manual() {
      return with(new Ipv4Setting.Manual());
    }

    private NetworkDef with(Ipv4Setting ipv4) {
      return new NetworkDef(
          NetworkInterface.of(networkInterface.name(), networkInterface.bridge(), ipv4));
    }
  }
}
