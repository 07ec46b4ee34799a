package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;

/**
 * How a guest of a definition stands.
 *
 * @param vmid its number
 * @param name its name in the definition
 * @param node the node that it lives on, or shall live on when it does not exist
 * @param presence whether it is there
 * @param standing how it stands to its definition
 * @param changes what differs, or waits for a restart; empty when nothing does, or it does not
 *     exist
 */
public record GuestStatus(
    Vmid vmid,
    String name,
    String node,
    Presence presence,
    Standing standing,
    List<Change> changes) {

  /** Whether a guest is there. */
  public enum Presence {
    /** It does not exist. */
    ABSENT("absent"),
    /** It exists and is stopped. */
    STOPPED("stopped"),
    /** It exists and runs. */
    RUNNING("running"),
    /** It exists; whether it runs is not known, since its node cannot be reached. */
    UNKNOWN("unknown");

    private final String words;

    Presence(String words) {
      this.words = words;
    }

    /** How people call it. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** How a guest stands to its definition. */
  public enum Standing {
    /** It exists as it is defined. */
    IN_SYNC("in sync"),
    /** It is configured as it is defined; some of that is in force only after a restart. */
    RESTART_PENDING("restart pending"),
    /** It exists, and differs from its definition. */
    DRIFTED("differs"),
    /** It does not exist. */
    MISSING("does not exist"),
    /** The node that it lives or shall live on cannot be reached. */
    UNREACHABLE("out of reach");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    /** How people call it. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** Copies the changes. */
  public GuestStatus {
    changes = List.copyOf(changes);
  }

  /** Whether it exists as it is defined. */
  public boolean isInSync() {
    return standing == Standing.IN_SYNC;
  }
}
