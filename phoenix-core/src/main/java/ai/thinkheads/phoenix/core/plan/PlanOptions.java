package ai.thinkheads.phoenix.core.plan;

/**
 * What a plan may do.
 *
 * @param restart whether guests may be restarted when a change needs that; otherwise such a change
 *     is made and stays pending until somebody restarts the guest
 * @param recover whether what killed operations left behind may be cleaned up: locks, half-made
 *     guests and unfinished snapshots
 */
public record PlanOptions(boolean restart, boolean recover) {

  /**
   * Restarts are planned, and announced, where a change needs one; nothing else is consented to.
   */
  public static PlanOptions defaults() {
    return new PlanOptions(true, false);
  }

  /** The same, without any restart. */
  public PlanOptions withoutRestarts() {
    return new PlanOptions(false, recover);
  }

  /** The same, with consent to clean up what killed operations left behind. */
  public PlanOptions recovering() {
    return new PlanOptions(restart, true);
  }
}
