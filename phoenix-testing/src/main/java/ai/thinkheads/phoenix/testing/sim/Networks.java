package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Map;
import java.util.TreeMap;

/** The network interfaces of containers. */
final class Networks {

  private static final String HARDWARE_ADDRESS = "hwaddr";

  private Networks() {}

  /** The text as Proxmox writes it: with type, and a new hardware address when there is none. */
  static String canonical(Node node, Vmid vmid, String option, String text, String previous) {
    Map<String, String> values = new TreeMap<>(ConfigOptions.NETWORK.parse(text));
    values.put("type", "veth");
    values.computeIfAbsent(HARDWARE_ADDRESS, key -> node.macs().next(vmid, option, previous));
    return ConfigOptions.NETWORK.print(values);
  }

  /** The same with a new hardware address. */
  static String withNewAddress(Node node, Vmid vmid, String option, String text) {
    Map<String, String> values = new TreeMap<>(ConfigOptions.NETWORK.parse(text));
    values.remove(HARDWARE_ADDRESS);
    return canonical(node, vmid, option, ConfigOptions.NETWORK.print(values), text);
  }

  /** What keeps an interface from being connected: its bridge is missing, or too narrow. */
  static void refuseUnconnectable(Node node, String option, String text) {
    Map<String, String> values = ConfigOptions.NETWORK.parse(text);
    String bridge = values.getOrDefault("bridge", "");
    if (!node.hasBridge(bridge)) {
      throw Refusal.died("bridge '" + bridge + "' does not exist");
    }
    refuseTooWide(node, option, text);
  }

  /** The host cannot configure addresses that only the guest's kernel learns. */
  static void refuseManagedAuto(String option, String text) {
    Map<String, String> values = ConfigOptions.NETWORK.parse(text);
    boolean managed = "1".equals(values.get("host-managed"));
    if (managed && !"1".equals(values.get("link_down")) && "auto".equals(values.get("ip6"))) {
      throw Refusal.died(
          option + ": SLAAC is not supported for host-managed network configuration.");
    }
  }

  /** An interface may not have a larger MTU than its bridge. */
  static void refuseTooWide(Node node, String option, String text) {
    Map<String, String> values = ConfigOptions.NETWORK.parse(text);
    if (!values.containsKey("mtu")) {
      return;
    }
    String bridge = values.getOrDefault("bridge", "");
    if (!node.hasBridge(bridge)) {
      throw Refusal.of(Refusal.NO_SUCH_FILE, "bridge '" + bridge + "' does not exist");
    }
    String widest = node.files().text("/sys/class/net/" + bridge + "/mtu").orElse("1500").trim();
    if (Integer.parseInt(values.get("mtu")) > Integer.parseInt(widest)) {
      throw Refusal.died(
          option
              + ": MTU size '"
              + values.get("mtu")
              + "' is bigger than bridge MTU '"
              + widest
              + "'");
    }
  }
}
