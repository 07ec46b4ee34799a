package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Several simulated nodes that are one Proxmox VE cluster: they share {@code /etc/pve} with the
 * configurations of all guests, and the storages of kinds that are shared, like {@code nfs}. What
 * is on other storages, and what runs, belongs to each node. Each node has its own shell.
 *
 * <p>What one node's commands may do to the others' guests is as little as on real nodes: {@code
 * pct} finds only the guests of its own node, but no number is given away twice.
 */
public final class SimulatedCluster {

  private final List<SimulatedHost> nodes;
  private final Set<String> sharedStorages;

  SimulatedCluster(List<SimulatedHost> nodes, Set<String> sharedStorages) {
    this.nodes = List.copyOf(nodes);
    this.sharedStorages = sharedStorages;
  }

  /** A fresh cluster of Proxmox VE 8.4.1 nodes in memory. */
  public static SimulatedCluster inMemory(String... nodes) {
    return SimulatedHost.builder().inMemoryCluster(nodes);
  }

  /** Its nodes, in the order in which they were named. */
  public List<SimulatedHost> nodes() {
    return nodes;
  }

  /**
   * A node of it.
   *
   * @throws IllegalArgumentException when it has none of that name
   */
  public SimulatedHost node(String name) {
    return nodes.stream()
        .filter(node -> node.nodeName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the simulated cluster has no node \"" + name + "\", but " + nodes));
  }

  /** A shell on a node of it, as root. */
  public HostShell shell(String node) {
    return node(node).shell();
  }

  /** The name of the node that a container is on; absent when no node has it. */
  public Optional<String> nodeOf(Vmid vmid) {
    return nodes.stream()
        .filter(node -> node.config(vmid).isPresent())
        .map(SimulatedHost::nodeName)
        .findFirst();
  }

  /** Adds a storage that all nodes have; its content is shared when its kind is. */
  public SimulatedCluster addStorage(String id, String type, String... contents) {
    if (Storages.isShared(type)) {
      sharedStorages.add(id);
    }
    nodes.forEach(node -> node.addStorage(id, type, contents));
    return this;
  }

  /** Adds a pool that guests can be in. */
  public SimulatedCluster addPool(String pool) {
    nodes.get(0).addPool(pool);
    return this;
  }

  /** Adds a bridge to each node. */
  public SimulatedCluster addBridge(String bridge) {
    nodes.forEach(node -> node.addBridge(bridge));
    return this;
  }

  /** Adds an image to each node. */
  public SimulatedCluster addImage(String image) {
    nodes.forEach(node -> node.addImage(image));
    return this;
  }

  /** Adds a device file to each node. */
  public SimulatedCluster addDevice(String path) {
    nodes.forEach(node -> node.addDevice(path));
    return this;
  }

  /** Adds what a definition takes for granted, to each node. */
  public SimulatedCluster prepareFor(Infrastructure infrastructure) {
    nodes.forEach(node -> node.prepareFor(infrastructure));
    return this;
  }

  /**
   * States what must be true of nodes at rest.
   *
   * @throws AssertionError when something is not, with all that is not
   */
  public void checkInvariants() {
    nodes.forEach(SimulatedHost::checkInvariants);
  }

  /** Writes each node's {@code /etc/pve/.members}: the nodes with their addresses. */
  void tellMembers() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < nodes.size(); i++) {
      list.append("  \"").append(nodes.get(i).nodeName()).append("\": { \"id\": ").append(i + 1);
      list.append(", \"online\": 1, \"ip\": \"").append(nodes.get(i).address()).append("\"}");
      list.append(i + 1 < nodes.size() ? ",\n" : "\n");
    }
    for (SimulatedHost node : nodes) {
      node.write(
          "/etc/pve/.members",
          "{\n\"nodename\": \""
              + node.nodeName()
              + "\",\n\"version\": "
              + nodes.size()
              + ",\n\"cluster\": { \"name\": \"lab\", \"version\": "
              + nodes.size()
              + ", \"nodes\": "
              + nodes.size()
              + ", \"quorate\": 1 },\n\"nodelist\": {\n"
              + list
              + "  }\n}\n");
    }
  }

  @Override
  public String toString() {
    return "simulated cluster of " + nodes;
  }
}
