package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The nodes of a cluster, by name; a node alone is a cluster of one. */
final class Peers {

  private final ConcurrentSkipListMap<String, Node> nodes = new ConcurrentSkipListMap<>();

  void add(Node node) {
    nodes.put(node.name(), node);
  }

  Optional<Node> find(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** The address that a node of this name has in its cluster's network. */
  String addressOf(String name) {
    return "192.0.2." + (nodes.headMap(name).size() + 1);
  }

  /** The node that a container is on. */
  Optional<Node> nodeOf(Vmid vmid) {
    return nodes.values().stream().filter(node -> node.guests().exists(vmid)).findFirst();
  }
}
