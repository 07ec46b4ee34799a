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
 * @param paths paths on the node whose existence matters: images and the sources of bind mounts
 */
public record ObservationScope(SortedSet<Vmid> guests, SortedSet<String> paths) {

  /** Copies both. */
  public ObservationScope {
    guests = Collections.unmodifiableSortedSet(new TreeSet<>(guests));
    paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
  }

  /** No guest is looked inside of. */
  public static ObservationScope outside() {
    return new ObservationScope(new TreeSet<>(), new TreeSet<>());
  }
}
