package ai.thinkheads.phoenix.core.plan;

/** When a change is felt, and what it costs. */
public enum Effect {
  /** Something new comes into being; nothing that runs is touched. */
  CREATE("create"),
  /** At once, without interruption. */
  LIVE("live"),
  /** Accepted now, felt when the guest starts the next time. */
  NEXT_START("next start"),
  /** The guest is restarted for it. */
  RESTART("restart"),
  /** The guest is destroyed, with all that is in it. */
  DESTROY("destroy");

  private final String words;

  Effect(String words) {
    this.words = words;
  }

  /** How plans call it. */
  @Override
  public String toString() {
    return words;
  }
}
