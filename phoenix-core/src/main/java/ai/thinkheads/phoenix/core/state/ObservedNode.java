package ai.thinkheads.phoenix.core.state;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A node that was looked at, with what only it has.
 *
 * @param facts its name and version
 * @param storages the storages of the cluster that it has, by name
 * @param bridges its bridges
 * @param devices its device files that guests may be given, like {@code /dev/nvidia0}
 * @param images its images as volume ids, like {@code local:vztmpl/debian-12.tar.zst}
 * @param paths those paths of the scope that exist on it
 * @param condition what of it may stand in the way of a change
 */
public record ObservedNode(
    NodeFacts facts,
    SortedMap<String, Storage> storages,
    SortedSet<String> bridges,
    SortedSet<String> devices,
    SortedSet<String> images,
    SortedSet<String> paths,
    NodeCondition condition) {

  /** Copies all collections. */
  public ObservedNode {
    storages = Collections.unmodifiableSortedMap(new TreeMap<>(storages));
    bridges = Collections.unmodifiableSortedSet(new TreeSet<>(bridges));
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
    images = Collections.unmodifiableSortedSet(new TreeSet<>(images));
    paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
  }

  /** A node with nothing that stands in the way of a change. */
  public ObservedNode(
      NodeFacts facts,
      SortedMap<String, Storage> storages,
      SortedSet<String> bridges,
      SortedSet<String> devices,
      SortedSet<String> images,
      SortedSet<String> paths) {
    this(facts, storages, bridges, devices, images, paths, NodeCondition.good());
  }

  /** A node of which nothing but its name and version is known. */
  public static ObservedNode bare(NodeFacts facts) {
    return new ObservedNode(
        facts, new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  }

  /** The same in another condition. */
  public ObservedNode with(NodeCondition value) {
    return new ObservedNode(facts, storages, bridges, devices, images, paths, value);
  }

  /** Its name in the cluster. */
  public String name() {
    return facts.name();
  }
}
