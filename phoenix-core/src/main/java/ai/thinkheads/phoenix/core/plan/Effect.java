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
  /** The guest would have to be destroyed and made anew. */
  REPLACE("replace"),
  /** What is stored is gone for good. */
  DATA_LOSS("data loss"),
  /** The guest is destroyed, with all that is in it. */
  DESTROY("destroy"),
  /** Proxmox refuses it, in every state of the guest. */
  IMPOSSIBLE("impossible"),
  /** Not to be done now: a node cannot be reached. */
  OUT_OF_REACH("out of reach");

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
