package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What exists on a hypervisor, at one moment: all guests of a cluster, and those of its nodes that
 * matter.
 *
 * <p>It is always seen from one of the nodes that were looked at: {@link #bridges()}, {@link
 * #storages()} and the like are what that node has. {@link #at} goes to another one.
 *
 * @param here the node that it is seen from; at first the one that was connected to
 * @param nodes the nodes that were looked at, by name
 * @param unreachable the nodes that should have been looked at but could not be reached, each with
 *     the reason
 * @param members the names of all nodes of the cluster, whether they matter or not
 * @param guests all guests of the cluster, by number; whether they run is known of those on nodes
 *     that were looked at
 */
public record ObservedState(
    String here,
    SortedMap<String, ObservedNode> nodes,
    SortedMap<String, UnreachableNode> unreachable,
    SortedSet<String> members,
    SortedMap<Vmid, ObservedGuest> guests) {

  /**
   * Copies all collections.
   *
   * @throws IllegalArgumentException when the node that it is seen from was not looked at
   */
  public ObservedState {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    unreachable = Collections.unmodifiableSortedMap(new TreeMap<>(unreachable));
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    guests = Collections.unmodifiableSortedMap(new TreeMap<>(guests));
    if (!nodes.containsKey(here)) {
      throw new IllegalArgumentException(
          "node " + here + " was not looked at (only " + nodes.keySet() + ")");
    }
  }

  /** What exists on a node that is in no cluster. */
  public static ObservedState of(ObservedNode node, Collection<ObservedGuest> guests) {
    SortedMap<Vmid, ObservedGuest> byVmid = new TreeMap<>();
    guests.forEach(guest -> byVmid.put(guest.vmid(), guest));
    return new ObservedState(
        node.name(),
        new TreeMap<>(Map.of(node.name(), node)),
        new TreeMap<>(),
        new TreeSet<>(List.of(node.name())),
        byVmid);
  }

  /** Whether that node was looked at, so that its guests can be judged and changed. */
  public boolean isObserved(String node) {
    return nodes.containsKey(node);
  }

  /**
   * The same, seen from another node.
   *
   * @throws IllegalArgumentException when that node was not looked at
   */
  public ObservedState at(String node) {
    return node.equals(here) ? this : new ObservedState(node, nodes, unreachable, members, guests);
  }

  /** The same with another guest, which takes the place of the one with its number. */
  public ObservedState with(ObservedGuest guest) {
    SortedMap<Vmid, ObservedGuest> more = new TreeMap<>(guests);
    more.put(guest.vmid(), guest);
    return new ObservedState(here, nodes, unreachable, members, more);
  }

  /** The same without a guest. */
  public ObservedState without(Vmid vmid) {
    SortedMap<Vmid, ObservedGuest> fewer = new TreeMap<>(guests);
    fewer.remove(vmid);
    return new ObservedState(here, nodes, unreachable, members, fewer);
  }

  /** The facts of the node that it is seen from. */
  public NodeFacts node() {
    return home().facts();
  }

  /** The storages of the node that it is seen from, by name. */
  public SortedMap<String, Storage> storages() {
    return home().storages();
  }

  /** The bridges of the node that it is seen from. */
  public SortedSet<String> bridges() {
    return home().bridges();
  }

  /** The device files of the node that it is seen from. */
  public SortedSet<String> devices() {
    return home().devices();
  }

  /** The images of the node that it is seen from, as volume ids. */
  public SortedSet<String> images() {
    return home().images();
  }

  /** Those paths of the scope that exist on the node that it is seen from. */
  public SortedSet<String> paths() {
    return home().paths();
  }

  /** What of the node that it is seen from may stand in the way of a change. */
  public NodeCondition condition() {
    return home().condition();
  }

  /**
   * What goes on on any of the nodes that were looked at: a task on one of them may be about a
   * guest of another, as a migration is.
   */
  public SortedSet<NodeTask> tasks() {
    SortedSet<NodeTask> tasks = new TreeSet<>();
    nodes.values().forEach(node -> tasks.addAll(node.condition().tasks()));
    return tasks;
  }

  private ObservedNode home() {
    return Objects.requireNonNull(nodes.get(here));
  }
}
