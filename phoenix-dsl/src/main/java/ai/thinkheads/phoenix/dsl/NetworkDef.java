package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.Ipv6Setting;
import ai.thinkheads.phoenix.core.model.MacAddress;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

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

  /** A fixed IPv6 address with the size of its network, like {@code fd00::150/64}. */
  public NetworkDef ipv6(String address) {
    return UserLine.check(() -> with(it -> it.ipv6(new Ipv6Setting.Static(Cidr.parse(address)))));
  }

  /** An IPv6 address that the guest makes up from what routers announce. */
  public NetworkDef ipv6Auto() {
    return UserLine.check(() -> with(it -> it.ipv6(new Ipv6Setting.Auto())));
  }

  /** An IPv6 address from a DHCP server. */
  public NetworkDef ipv6Dhcp() {
    return with(it -> it.ipv6(new Ipv6Setting.Dhcp()));
  }

  /** No IPv6 address from Proxmox: the guest configures itself. */
  public NetworkDef ipv6Manual() {
    return with(it -> it.ipv6(new Ipv6Setting.Manual()));
  }

  /** The IPv6 gateway, like {@code fd00::1}; none by default. */
  public NetworkDef gateway6(String address) {
    return UserLine.check(() -> with(it -> it.gateway6(IpAddress.parse(address))));
  }

  /**
   * The largest packet in bytes, 64 to 65535, or 0 for that of the bridge; left alone by default.
   */
  public NetworkDef mtu(int bytes) {
    return UserLine.check(() -> with(it -> it.mtu(bytes)));
  }

  /** The VLAN it is in, 1 to 4094, or 0 for none; left alone by default. */
  public NetworkDef vlan(int tag) {
    return UserLine.check(() -> with(it -> it.vlan(tag)));
  }

  /** The VLANs that it passes on, 1 to 4094 each; left alone by default. */
  public NetworkDef trunks(int... tags) {
    return UserLine.check(() -> with(it -> it.trunks(IntStream.of(tags).boxed().toList())));
  }

  /** Whether the guest's firewall filters it; as that firewall is on or off by default. */
  public NetworkDef firewall(boolean on) {
    return with(it -> it.firewall(on));
  }

  /** The limit of what it sends, in megabytes a second, or 0 for none; left alone by default. */
  public NetworkDef rate(double megabytes) {
    return UserLine.check(() -> with(it -> it.rate(new BigDecimal(OptionBlock.plain(megabytes)))));
  }

  /** Whether its cable is unplugged, so to say; left alone by default. */
  public NetworkDef linkDown(boolean down) {
    return with(it -> it.linkDown(down));
  }

  /** Whether the node itself sets its addresses, on Proxmox VE 9; left alone by default. */
  public NetworkDef hostManaged(boolean managed) {
    return UserLine.check(() -> with(it -> it.hostManaged(managed)));
  }

  private NetworkDef with(UnaryOperator<NetworkInterface.Builder> said) {
    return new NetworkDef(said.apply(networkInterface.toBuilder()).build());
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
