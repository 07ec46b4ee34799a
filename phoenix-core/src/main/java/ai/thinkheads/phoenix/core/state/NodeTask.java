package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Comparator;

/**
 * Something that goes on on a node right now.
 *
 * @param type what it is: the type of a Proxmox task, like {@code vzclone}, or {@link #COMMAND}
 * @param id what it works on, mostly the number of a guest; empty when it works on several
 */
public record NodeTask(String type, String id) implements Comparable<NodeTask> {

  /** The type of a command that holds the lock of a guest and is no task of its own. */
  public static final String COMMAND = "pct";

  private static final Comparator<NodeTask> ORDER =
      Comparator.comparing(NodeTask::id).thenComparing(NodeTask::type);

  /** Whether it is about that guest. */
  public boolean isAbout(Vmid vmid) {
    return id.equals(vmid.toString());
  }

  @Override
  public int compareTo(NodeTask other) {
    return ORDER.compare(this, other);
  }

  /** Like {@code vzclone of 900}. */
  @Override
  public String toString() {
    return id.isEmpty() ? type : type + " of " + id;
  }
}
