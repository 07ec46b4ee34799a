package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.proxmox.shell.NodeAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node of a cluster, as {@code /etc/pve/.members} lists it: JSON that the cluster file system
 * makes up whenever it is read. A node that is in no cluster is not listed there, not even by
 * itself.
 *
 * @param name its name
 * @param online whether the node that was asked sees it
 * @param address how it is reached
 */
record ClusterMember(String name, boolean online, NodeAddress address) {

  private static final Pattern NODES =
      Pattern.compile("\"nodelist\"\\s*:\\s*\\{((?:[^{}]*\\{[^{}]*})*)[^{}]*}");
  private static final Pattern NODE = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\\{([^}]*)}");
  private static final Pattern ONLINE = Pattern.compile("\"online\"\\s*:\\s*1");
  private static final Pattern NOT_QUORATE = Pattern.compile("\"quorate\"\\s*:\\s*0");
  private static final Pattern ADDRESS = Pattern.compile("\"ip\"\\s*:\\s*\"([0-9a-fA-F.:]+)\"");

  /** Whether that text tells of no cluster, or of one that has a majority. */
  static boolean isQuorate(String text) {
    return !NOT_QUORATE.matcher(text).find();
  }

  /** The nodes by name; none when the text does not list any. */
  static SortedMap<String, ClusterMember> parse(String text) {
    SortedMap<String, ClusterMember> members = new TreeMap<>();
    Matcher nodes = NODES.matcher(text);
    if (nodes.find()) {
      Matcher node = NODE.matcher(nodes.group(1));
      while (node.find()) {
        members.put(node.group(1), member(node.group(1), node.group(2)));
      }
    }
    return members;
  }

  private static ClusterMember member(String name, String facts) {
    Matcher address = ADDRESS.matcher(facts);
    return new ClusterMember(
        name,
        ONLINE.matcher(facts).find(),
        new NodeAddress(
            address.find() ? Optional.of(address.group(1)) : Optional.empty(), List.of()));
  }

  /** The same with the host keys that the cluster has of it. */
  ClusterMember withHostKeys(List<String> keys) {
    return new ClusterMember(name, online, new NodeAddress(address.ip(), keys));
  }
}
