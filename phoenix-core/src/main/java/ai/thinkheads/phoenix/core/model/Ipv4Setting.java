package ai.thinkheads.phoenix.core.model;

/** How a network interface gets its IPv4 address. */
public sealed interface Ipv4Setting {

  /**
   * A fixed address.
   *
   * @param address the address with the size of its network
   */
  record Static(Cidr address) implements Ipv4Setting {

    /**
     * @throws IllegalArgumentException when it is not an IPv4 address
     */
    public Static {
      if (!address.address().isIpv4()) {
        throw new IllegalArgumentException(
            "\"" + address + "\" is not an IPv4 address; write it like 10.0.0.200/24");
      }
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** An address from a DHCP server. */
  record Dhcp() implements Ipv4Setting {
    @Override
    public String toString() {
      return "dhcp";
    }
  }

  /** No address from Proxmox; the guest configures itself. */
  record Manual() implements Ipv4Setting {
    @Override
    public String toString() {
      return "manual";
    }
  }

  /**
   * Reads {@code ADDRESS/PREFIX}, {@code dhcp} or {@code manual}.
   *
   * @throws IllegalArgumentException when the text is none of these
   */
  static Ipv4Setting parse(String text) {
    return switch (text) {
      case "dhcp" -> new Dhcp();
      case "manual" -> new Manual();
      default -> new Static(Cidr.parse(text));
    };
  }
}
