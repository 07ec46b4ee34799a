package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node has to give to its guests, beyond the names of its storages, bridges and devices.
 * What is missing in a map of details is not known.
 *
 * @param cpus how many CPUs are online
 * @param memory its memory
 * @param space how full its storages are, by storage; as {@code pvestatd} told within the last
 *     minutes
 * @param bridges what its bridges can do, by bridge
 * @param numbers the numbers of its device files that guests may be given, by path
 * @param snippets its files that can be hook scripts, by volume id, each with whether it may be
 *     executed
 * @param pools the resource pools of its cluster, each with its guests
 */
public record NodeSupply(
    Optional<Integer> cpus,
    Optional<ByteSize> memory,
    SortedMap<String, StorageSpace> space,
    SortedMap<String, BridgeFacts> bridges,
    SortedMap<String, DeviceNumber> numbers,
    SortedMap<String, Boolean> snippets,
    SortedMap<String, SortedSet<Vmid>> pools) {

  /** Copies all collections. */
  public NodeSupply {
    space = copy(space);
    bridges = copy(bridges);
    numbers = copy(numbers);
    snippets = copy(snippets);
    SortedMap<String, SortedSet<Vmid>> members = new TreeMap<>();
    pools.forEach(
        (pool, guests) ->
            members.put(pool, Collections.unmodifiableSortedSet(new TreeSet<>(guests))));
    pools = Collections.unmodifiableSortedMap(members);
  }

  private static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** A node that has neither pools nor snippets, and of whose size nothing is known. */
  public static NodeSupply none() {
    return new NodeSupply(
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** The pool that a guest is in; absent when it is in none. */
  public Optional<String> poolOf(Vmid guest) {
    return pools.entrySet().stream()
        .filter(pool -> pool.getValue().contains(guest))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The same with another size. */
  public NodeSupply withSize(int newCpus, ByteSize newMemory) {
    return new NodeSupply(
        Optional.of(newCpus), Optional.of(newMemory), space, bridges, numbers, snippets, pools);
  }

  /** The same with storages that are that full. */
  public NodeSupply withSpace(Map<String, StorageSpace> value) {
    return new NodeSupply(cpus, memory, new TreeMap<>(value), bridges, numbers, snippets, pools);
  }

  /** The same with bridges that can do that. */
  public NodeSupply withBridges(Map<String, BridgeFacts> value) {
    return new NodeSupply(cpus, memory, space, new TreeMap<>(value), numbers, snippets, pools);
  }

  /** The same with device files of these numbers. */
  public NodeSupply withNumbers(Map<String, DeviceNumber> value) {
    return new NodeSupply(cpus, memory, space, bridges, new TreeMap<>(value), snippets, pools);
  }

  /** The same with these snippets. */
  public NodeSupply withSnippets(Map<String, Boolean> value) {
    return new NodeSupply(cpus, memory, space, bridges, numbers, new TreeMap<>(value), pools);
  }

  /** The same with these pools. */
  public NodeSupply withPools(Map<String, SortedSet<Vmid>> value) {
    return new NodeSupply(cpus, memory, space, bridges, numbers, snippets, new TreeMap<>(value));
  }
}
