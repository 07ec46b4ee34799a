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
 */
public record ObservedNode(
    NodeFacts facts,
    SortedMap<String, Storage> storages,
    SortedSet<String> bridges,
    SortedSet<String> devices,
    SortedSet<String> images,
    SortedSet<String> paths) {

  /** Copies all collections. */
  public ObservedNode {
    storages = Collections.unmodifiableSortedMap(new TreeMap<>(storages));
    bridges = Collections.unmodifiableSortedSet(new TreeSet<>(bridges));
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
    images = Collections.unmodifiableSortedSet(new TreeSet<>(images));
    paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
  }

  /** Its name in the cluster. */
  public String name() {
    return facts.name();
  }
}
