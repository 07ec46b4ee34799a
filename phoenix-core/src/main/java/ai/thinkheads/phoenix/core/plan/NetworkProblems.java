package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.state.BridgeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What of a container's networks its node cannot give. Proxmox notices most of it only when the
 * container starts ({@code PVE::Network} of pve-common).
 */
final class NetworkProblems {

  private static final String KEY = "network_config";

  private final ObservedState observed;
  private final Findings findings;

  NetworkProblems(ObservedState observed, Findings findings) {
    this.observed = observed;
    this.findings = findings;
  }

  void find(Container container) {
    for (NetworkInterface network : container.networks()) {
      if (!observed.bridges().contains(network.bridge())) {
        findings.error(
            KEY,
            "bridge " + network.bridge() + " does not exist on " + observed.node().name(),
            "choose from " + observed.bridges() + ", or make it first");
      } else {
        facts(network.bridge()).ifPresent(bridge -> find(network, bridge));
      }
    }
  }

  private Optional<BridgeFacts> facts(String bridge) {
    return observed
        .condition()
        .supply()
        .map(NodeSupply::bridges)
        .map(bridges -> bridges.get(bridge));
  }

  private void find(NetworkInterface network, BridgeFacts bridge) {
    String name = "bridge " + network.bridge();
    int mtu = network.mtu().orElse(0);
    if (mtu > bridge.mtu()) {
      findings.error(
          KEY,
          "mtu "
              + mtu
              + " of "
              + network.name()
              + " is more than the "
              + bridge.mtu()
              + " of "
              + name,
          "use " + bridge.mtu() + " or less, or raise that of the bridge");
    }
    int vlan = network.vlan().orElse(0);
    if (network.trunks().filter(trunks -> !trunks.isEmpty()).isPresent() && !bridge.vlanAware()) {
      SortedSet<Integer> trunks = network.trunks().get();
      findings.error(
          KEY,
          name
              + " does not keep VLANs apart, so "
              + network.name()
              + " cannot have trunks "
              + trunks,
          "set bridge-vlan-aware yes for it in /etc/network/interfaces, then run: ifreload -a");
    } else if (vlan > 0 && !bridge.vlanAware() && !bridge.uplinked()) {
      findings.error(
          KEY,
          name + " has no interface of the node that VLAN " + vlan + " could go through",
          "make it VLAN-aware, or give it a port (bridge-ports in /etc/network/interfaces)");
    }
  }
}
