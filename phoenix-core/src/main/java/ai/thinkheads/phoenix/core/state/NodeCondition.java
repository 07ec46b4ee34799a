package ai.thinkheads.phoenix.core.state;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a node may stand in the way of a change.
 *
 * @param tasks what goes on on it
 */
public record NodeCondition(SortedSet<NodeTask> tasks) {

  private static final NodeCondition GOOD = new NodeCondition(new TreeSet<>());

  /** Copies all collections. */
  public NodeCondition {
    tasks = Collections.unmodifiableSortedSet(new TreeSet<>(tasks));
  }

  /** Nothing stands in the way. */
  public static NodeCondition good() {
    return GOOD;
  }

  /** The same with those tasks going on. */
  public NodeCondition withTasks(NodeTask... value) {
    return new NodeCondition(new TreeSet<>(List.of(value)));
  }
}
