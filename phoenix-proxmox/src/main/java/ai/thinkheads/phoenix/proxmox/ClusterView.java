package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.UnreachableNode;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts together what the nodes of a cluster tell. Several threads may add to it. */
final class ClusterView {

  private final Look first;
  private final SortedMap<String, ObservedNode> nodes;
  private final SortedMap<String, UnreachableNode> unreachable;
  private final SortedMap<Vmid, ObservedGuest> guests;

  /**
   * @param first what the node tells that was connected to
   */
  ClusterView(Look first) {
    this(first, new TreeMap<>());
  }

  private ClusterView(Look first, SortedMap<String, UnreachableNode> unreachable) {
    this.first = first;
    this.unreachable = unreachable;
    this.nodes = new TreeMap<>(first.state().nodes());
    this.guests = new TreeMap<>(first.state().guests());
  }

  /** The same after one more look from there: what could not be reached is not tried again. */
  synchronized ClusterView again(Look look) {
    return new ClusterView(look, new TreeMap<>(unreachable));
  }

  /** The name of the node that was connected to. */
  String here() {
    return first.state().here();
  }

  /**
   * The other nodes that have to be looked at, because a guest lives or shall live there, as far as
   * they can be reached.
   */
  synchronized SortedSet<String> concerned(ObservationScope scope) {
    SortedSet<String> concerned = new TreeSet<>(scope.nodes());
    for (ObservedGuest guest : first.state().guests().values()) {
      if (guest.kind() == GuestKind.CONTAINER && scope.guests().contains(guest.vmid())) {
        concerned.add(guest.node());
        if (guest.config().lock().equals(Optional.of("migrate"))) {
          concerned.addAll(first.members().keySet()); // It may still go on on any of them.
        }
      }
    }
    concerned.retainAll(first.members().keySet());
    concerned.remove(first.state().here());
    concerned.removeAll(unreachable.keySet());
    return concerned;
  }

  /**
   * Makes sure that a node is worth being connected to.
   *
   * @throws HypervisorException when the cluster has lost it
   */
  void refuseWhenOffline(String node) {
    ClusterMember member = first.members().get(node);
    if (member != null && !member.online()) {
      throw new HypervisorException(
          node + " is offline, as " + first.state().here() + " tells",
          "start it, or see pvecm status");
    }
  }

  /**
   * Adds what a node tells of itself and its own guests.
   *
   * @param target where it was looked at
   * @throws HypervisorException when another node than that was looked at
   */
  synchronized void add(String node, String target, ObservedState told) {
    if (!told.here().equals(node)) {
      throw new HypervisorException(
          target + " is node " + told.here() + ", not " + node,
          "name its right address with --host " + node + "=HOST");
    }
    nodes.putAll(told.nodes());
    told.guests().values().stream()
        .filter(guest -> guest.node().equals(node))
        .forEach(guest -> guests.put(guest.vmid(), guest));
  }

  /** Adds that a node could not be looked at. */
  synchronized void addUnreachable(String node, HypervisorException why) {
    String remedy =
        why instanceof ShellException
            ? why.remedy() + "; or say with --host " + node + "=HOST how else it is reached"
            : why.remedy();
    unreachable.put(node, new UnreachableNode(String.valueOf(why.getMessage()), remedy));
  }

  synchronized ObservedState state() {
    ObservedState state = first.state();
    return new ObservedState(state.here(), nodes, unreachable, state.members(), guests);
  }
}
