package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.List;

/**
 * How a guest of a definition stands.
 *
 * @param vmid its number
 * @param name its name in the definition
 * @param presence whether it is there
 * @param changes how it differs from its definition; empty when it does not, or does not exist
 */
public record GuestStatus(Vmid vmid, String name, Presence presence, List<Change> changes) {

  /** Whether a guest is there. */
  public enum Presence {
    /** It does not exist. */
    ABSENT("absent"),
    /** It exists and is stopped. */
    STOPPED("stopped"),
    /** It exists and runs. */
    RUNNING("running");

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

  /** Copies the changes. */
  public GuestStatus {
    changes = List.copyOf(changes);
  }

  /** Whether it exists as it is defined. */
  public boolean isInSync() {
    return presence != Presence.ABSENT && changes.isEmpty();
  }
}
