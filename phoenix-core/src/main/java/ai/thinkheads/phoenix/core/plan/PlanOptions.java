package ai.thinkheads.phoenix.core.plan;

/**
 * What a plan may do.
 *
 * @param restart whether guests may be restarted when a change needs that; otherwise such a change
 *     is made and stays pending until somebody restarts the guest
 */
public record PlanOptions(boolean restart) {

  /** Restarts are planned, and announced, where a change needs one. */
  public static PlanOptions defaults() {
    return new PlanOptions(true);
  }
}
