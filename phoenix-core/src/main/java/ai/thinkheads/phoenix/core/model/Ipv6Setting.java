package ai.thinkheads.phoenix.core.model;

/** How a network interface gets its IPv6 address. */
public sealed interface Ipv6Setting {

  /**
   * A fixed address.
   *
   * @param address the address with the size of its network
   */
  record Static(Cidr address) implements Ipv6Setting {

    /**
     * @throws IllegalArgumentException when it is not an IPv6 address
     */
    public Static {
      if (address.address().isIpv4()) {
        throw new IllegalArgumentException(
            "\"" + address + "\" is not an IPv6 address; write it like fd00::200/64");
      }
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** An address that the guest makes up from what routers announce. */
  record Auto() implements Ipv6Setting {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** An address from a DHCP server. */
  record Dhcp() implements Ipv6Setting {
    @Override
    public String toString() {
      return "dhcp";
    }
  }

  /** No address from Proxmox; the guest configures itself. */
  record Manual() implements Ipv6Setting {
    @Override
    public String toString() {
      return "manual";
    }
  }

  /**
   * Reads {@code ADDRESS/PREFIX}, {@code auto}, {@code dhcp} or {@code manual}.
   *
   * @throws IllegalArgumentException when the text is none of these
   */
  static Ipv6Setting parse(String text) {
    return switch (text) {
      case "auto" -> new Auto();
      case "dhcp" -> new Dhcp();
      case "manual" -> new Manual();
      default -> new Static(Cidr.parse(text));
    };
  }
}
