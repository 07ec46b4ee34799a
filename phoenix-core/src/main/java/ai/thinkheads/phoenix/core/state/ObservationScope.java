package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an observation looks at closely. Configurations of all guests are read in any case, since
 * that costs next to nothing.
 *
 * @param guests the guests to look inside of, when they run
 * @param paths paths on the nodes whose existence matters: images, the sources of bind mounts, and
 *     device files
 * @param nodes nodes of the cluster to look at, beside those that the guests live on
 */
public record ObservationScope(
    SortedSet<Vmid> guests, SortedSet<String> paths, SortedSet<String> nodes) {

  /** Copies all collections. */
  public ObservationScope {
    guests = Collections.unmodifiableSortedSet(new TreeSet<>(guests));
    paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
  }

  /** Only the nodes that the guests live on. */
  public ObservationScope(SortedSet<Vmid> guests, SortedSet<String> paths) {
    this(guests, paths, new TreeSet<>());
  }

  /** No guest is looked inside of. */
  public static ObservationScope outside() {
    return new ObservationScope(new TreeSet<>(), new TreeSet<>());
  }
}
