package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What exists on a hypervisor, at one moment.
 *
 * @param node which node was observed
 * @param storages its storages, by name
 * @param bridges its bridges
 * @param devices its device files that guests may be given, like {@code /dev/nvidia0}
 * @param images its images as volume ids, like {@code local:vztmpl/debian-12.tar.zst}
 * @param paths those paths of the scope that exist
 * @param guests all guests of the cluster, by number
 */
public record ObservedState(
    NodeFacts node,
    SortedMap<String, Storage> storages,
    SortedSet<String> bridges,
    SortedSet<String> devices,
    SortedSet<String> images,
    SortedSet<String> paths,
    SortedMap<Vmid, ObservedGuest> guests) {

  /** Copies all collections. */
  public ObservedState {
    storages = Collections.unmodifiableSortedMap(new TreeMap<>(storages));
    bridges = Collections.unmodifiableSortedSet(new TreeSet<>(bridges));
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
    images = Collections.unmodifiableSortedSet(new TreeSet<>(images));
    paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    guests = Collections.unmodifiableSortedMap(new TreeMap<>(guests));
  }
}
