package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a node may stand in the way of a change.
 *
 * @param tasks what goes on on it
 * @param quorate whether its cluster has a majority, without which {@code /etc/pve} is read-only; a
 *     node that is in no cluster always has it
 * @param managed the containers that the HA manager knows, with the state that it keeps them in,
 *     like {@code started}; {@code ignored} when it lets them be
 * @param replicated the containers that are replicated to other nodes
 * @param supply what it has to give; absent when that was not looked at, and then nothing is
 *     missing
 */
public record NodeCondition(
    SortedSet<NodeTask> tasks,
    boolean quorate,
    SortedMap<Vmid, String> managed,
    SortedSet<Vmid> replicated,
    Optional<NodeSupply> supply) {

  private static final NodeCondition GOOD =
      new NodeCondition(new TreeSet<>(), true, new TreeMap<>(), new TreeSet<>(), Optional.empty());

  /** Copies all collections. */
  public NodeCondition {
    tasks = Collections.unmodifiableSortedSet(new TreeSet<>(tasks));
    managed = Collections.unmodifiableSortedMap(new TreeMap<>(managed));
    replicated = Collections.unmodifiableSortedSet(new TreeSet<>(replicated));
  }

  /** Nothing stands in the way. */
  public static NodeCondition good() {
    return GOOD;
  }

  /** The same with those tasks going on. */
  public NodeCondition withTasks(NodeTask... value) {
    return new NodeCondition(new TreeSet<>(List.of(value)), quorate, managed, replicated, supply);
  }

  /** The same without a majority in its cluster. */
  public NodeCondition withoutQuorum() {
    return new NodeCondition(tasks, false, managed, replicated, supply);
  }

  /** The same with a container that the HA manager keeps in a state, like {@code started}. */
  public NodeCondition withManaged(Vmid vmid, String state) {
    SortedMap<Vmid, String> more = new TreeMap<>(managed);
    more.put(vmid, state);
    return new NodeCondition(tasks, quorate, more, replicated, supply);
  }

  /** The same with containers that are replicated to other nodes. */
  public NodeCondition withReplicated(Vmid... vmids) {
    return new NodeCondition(tasks, quorate, managed, new TreeSet<>(List.of(vmids)), supply);
  }

  /** The same with that to give. */
  public NodeCondition withSupply(NodeSupply value) {
    return new NodeCondition(tasks, quorate, managed, replicated, Optional.of(value));
  }
}
