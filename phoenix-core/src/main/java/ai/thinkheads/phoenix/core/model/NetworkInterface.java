package ai.thinkheads.phoenix.core.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One network interface of a container ({@code netN} in Proxmox). What is absent is left alone,
 * where nothing else is said.
 *
 * @param name the name inside the container, 1 to 15 characters, like {@code eth0}
 * @param bridge the bridge on the node, like {@code vmbr0}
 * @param ipv4 where its IPv4 address comes from
 * @param gateway the IPv4 gateway; absent for none
 * @param mac the hardware address; absent lets Proxmox choose one, which is then kept
 * @param ipv6 where its IPv6 address comes from
 * @param gateway6 the IPv6 gateway; absent for none when its IPv6 address is said
 * @param mtu the largest packet in bytes, 64 to 65535, not more than that of the bridge; 0 for that
 *     of the bridge
 * @param vlan the VLAN it is in, 1 to 4094; 0 for none
 * @param trunks the VLANs that it passes on, 1 to 4094 each; empty for none
 * @param firewall whether the guest's firewall filters it; absent for whether that firewall is on,
 *     when the guest has one
 * @param rate the limit of what it sends, in megabytes a second; 0 for none
 * @param linkDown whether its cable is unplugged, so to say
 * @param hostManaged whether the node itself sets its addresses; needs Proxmox VE 9
 */
public record NetworkInterface(
    String name,
    String bridge,
    Ipv4Setting ipv4,
    Optional<IpAddress> gateway,
    Optional<MacAddress> mac,
    Optional<Ipv6Setting> ipv6,
    Optional<IpAddress> gateway6,
    OptionalInt mtu,
    OptionalInt vlan,
    Optional<SortedSet<Integer>> trunks,
    Optional<Boolean> firewall,
    Optional<BigDecimal> rate,
    Optional<Boolean> linkDown,
    Optional<Boolean> hostManaged) {

  private static final int MAX_VLAN = 4094;
  private static final BigDecimal MAX_RATE = BigDecimal.valueOf(1_000_000);

  /**
   * @throws IllegalArgumentException when a part has a form, or is out of the range, that Proxmox
   *     refuses
   */
  public NetworkInterface {
    name = Names.networkDevice(name);
    bridge = Names.networkDevice(bridge);
    if (gateway6.isPresent() && gateway6.get().isIpv4()) {
      throw new IllegalArgumentException(
          "IPv6 gateway " + gateway6.get() + " is an IPv4 address; write it like fd00::1");
    }
    if (mtu.isPresent()
        && mtu.getAsInt() != 0
        && (mtu.getAsInt() < 64 || mtu.getAsInt() > 65_535)) {
      throw new IllegalArgumentException(
          "mtu " + mtu.getAsInt() + " cannot be set; use 64 to 65535, or 0 for that of the bridge");
    }
    if (vlan.orElse(0) != 0) {
      checkVlan(vlan.getAsInt());
    }
    trunks = trunks.map(set -> Collections.unmodifiableSortedSet(new TreeSet<>(set)));
    trunks.ifPresent(set -> set.forEach(NetworkInterface::checkVlan));
    rate = rate.map(NetworkInterface::checkedRate);
    if (hostManaged.orElse(false) && ipv6.filter(Ipv6Setting.Auto.class::isInstance).isPresent()) {
      throw new IllegalArgumentException(
          "interface "
              + name
              + " cannot be managed by the node with IPv6 auto; give it a fixed address or dhcp");
    }
  }

  /** An interface of which only the IPv4 part is said. */
  public NetworkInterface(
      String name,
      String bridge,
      Ipv4Setting ipv4,
      Optional<IpAddress> gateway,
      Optional<MacAddress> mac) {
    this(
        name,
        bridge,
        ipv4,
        gateway,
        mac,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static void checkVlan(int vlan) {
    if (vlan < 1 || vlan > MAX_VLAN) {
      throw new IllegalArgumentException("VLAN " + vlan + " does not exist; use 1 to 4094");
    }
  }

  private static BigDecimal checkedRate(BigDecimal rate) {
    if (rate.signum() < 0 || rate.compareTo(MAX_RATE) > 0 || rate.scale() > 9) {
      throw new IllegalArgumentException(
          "rate " + rate + " cannot be set; use megabytes a second, 0 to 1000000");
    }
    // Text, so that equal rates are equal values: 10 rather than 1E+1.
    return new BigDecimal(rate.stripTrailingZeros().toPlainString());
  }

  /** An interface without gateway whose hardware address Proxmox chooses. */
  public static NetworkInterface of(String name, String bridge, Ipv4Setting ipv4) {
    return new NetworkInterface(name, bridge, ipv4, Optional.empty(), Optional.empty());
  }

  /** The same with a gateway. */
  public NetworkInterface withGateway(IpAddress address) {
    return toBuilder().gateway(address).build();
  }

  /** The same with a hardware address. */
  public NetworkInterface withMac(MacAddress address) {
    return toBuilder().mac(address).build();
  }

  /** The same with an IPv6 address. */
  public NetworkInterface withIpv6(Ipv6Setting setting) {
    return toBuilder().ipv6(setting).build();
  }

  /** Its fixed IPv4 address, when it has one. */
  public Optional<Cidr> address() {
    return ipv4 instanceof Ipv4Setting.Static fixed
        ? Optional.of(fixed.address())
        : Optional.empty();
  }

  /** Its fixed IPv6 address, when it has one. */
  public Optional<Cidr> address6() {
    return ipv6.filter(Ipv6Setting.Static.class::isInstance)
        .map(fixed -> ((Ipv6Setting.Static) fixed).address());
  }

  /** A builder that starts with all parts of this interface. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Changes parts of an interface; call order never matters. */
  public static final class Builder {

    private final String name;
    private final String bridge;
    private final Ipv4Setting ipv4;
    private Optional<IpAddress> gateway;
    private Optional<MacAddress> mac;
    private Optional<Ipv6Setting> ipv6;
    private Optional<IpAddress> gateway6;
    private OptionalInt mtu;
    private OptionalInt vlan;
    private Optional<SortedSet<Integer>> trunks;
    private Optional<Boolean> firewall;
    private Optional<BigDecimal> rate;
    private Optional<Boolean> linkDown;
    private Optional<Boolean> hostManaged;

    private Builder(NetworkInterface start) {
      name = start.name;
      bridge = start.bridge;
      ipv4 = start.ipv4;
      gateway = start.gateway;
      mac = start.mac;
      ipv6 = start.ipv6;
      gateway6 = start.gateway6;
      mtu = start.mtu;
      vlan = start.vlan;
      trunks = start.trunks;
      firewall = start.firewall;
      rate = start.rate;
      linkDown = start.linkDown;
      hostManaged = start.hostManaged;
    }

    /** The IPv4 gateway; none by default. */
    public Builder gateway(IpAddress value) {
      gateway = Optional.of(value);
      return this;
    }

    /** The hardware address; chosen by Proxmox by default. */
    public Builder mac(MacAddress value) {
      mac = Optional.of(value);
      return this;
    }

    /** Where its IPv6 address comes from; left alone by default. */
    public Builder ipv6(Ipv6Setting value) {
      ipv6 = Optional.of(value);
      return this;
    }

    /** The IPv6 gateway; none by default. */
    public Builder gateway6(IpAddress value) {
      gateway6 = Optional.of(value);
      return this;
    }

    /** The largest packet in bytes, 64 to 65535; 0 for that of the bridge. */
    public Builder mtu(int value) {
      mtu = OptionalInt.of(value);
      return this;
    }

    /** The VLAN it is in, 1 to 4094; 0 for none. */
    public Builder vlan(int value) {
      vlan = OptionalInt.of(value);
      return this;
    }

    /** The VLANs that it passes on, 1 to 4094 each; empty for none. */
    public Builder trunks(Collection<Integer> value) {
      trunks = Optional.of(new TreeSet<>(value));
      return this;
    }

    /** Whether the guest's firewall filters it; as that firewall is on or off by default. */
    public Builder firewall(boolean value) {
      firewall = Optional.of(value);
      return this;
    }

    /** The limit of what it sends, in megabytes a second; 0 for none. */
    public Builder rate(BigDecimal value) {
      rate = Optional.of(value);
      return this;
    }

    /** Whether its cable is unplugged; left alone by default. */
    public Builder linkDown(boolean value) {
      linkDown = Optional.of(value);
      return this;
    }

    /** Whether the node itself sets its addresses, on Proxmox VE 9; left alone by default. */
    public Builder hostManaged(boolean value) {
      hostManaged = Optional.of(value);
      return this;
    }

    /**
     * The interface.
     *
     * @throws IllegalArgumentException when a part is out of the range that Proxmox accepts
     */
    public NetworkInterface build() {
      return new NetworkInterface(
          name,
          bridge,
          ipv4,
          gateway,
          mac,
          ipv6,
          gateway6,
          mtu,
          vlan,
          trunks,
          firewall,
          rate,
          linkDown,
          hostManaged);
    }
  }
}
