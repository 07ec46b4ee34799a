package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Redaction;

/**
 * What a look inside a guest found of one thing that is installed there.
 *
 * @param name the feature, {@code application} or {@code health-check}
 * @param state whether it works
 * @param text what was seen when it does not, or why nothing is known; empty when it works
 */
public record Finding(String name, State state, String text) {

  /** Whether a thing works. */
  public enum State {
    /** It works. */
    WORKS("works"),
    /** It does not. */
    FAILS("fails"),
    /** That cannot be told. */
    UNKNOWN("unknown");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** How people call it. */
    @Override
    public String toString() {
      return words;
    }
  }

  /** Takes secrets out of the text. */
  public Finding {
    text = Redaction.shown(text);
  }

  /** Something that works. */
  public static Finding works(String name) {
    return new Finding(name, State.WORKS, "");
  }

  /** Something that does not, with what was seen. */
  public static Finding fails(String name, String text) {
    return new Finding(name, State.FAILS, text);
  }

  /** Something of which nothing is known, with the reason. */
  public static Finding unknown(String name, String reason) {
    return new Finding(name, State.UNKNOWN, reason);
  }
}
