package ai.thinkheads.phoenix.core.run;

/** How something of a run ended. */
public enum Outcome {
  /** It was carried out. */
  DONE("done"),
  /** It is set as it shall be; some of that waits for a restart, which the plan did not allow. */
  RESTART_PENDING("restart pending"),
  /** There was nothing to do. */
  IN_SYNC("in sync"),
  /** Nothing was done, because a node cannot be reached. */
  UNREACHABLE("out of reach"),
  /** It was tried and failed. */
  FAILED("failed"),
  /** Some of it was done, then something failed; it was taken back to what it was before. */
  ROLLED_BACK("rolled back"),
  /** It was not tried, because something that it needs failed or cannot be reached. */
  SKIPPED("skipped"),
  /** It was not tried, because the run was cancelled. */
  CANCELLED("cancelled");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** Whether nothing is missing, but perhaps a restart. */
  public boolean isGood() {
    return this == DONE || this == RESTART_PENDING || this == IN_SYNC;
  }

  /** How reports call it. */
  @Override
  public String toString() {
    return words;
  }
}
