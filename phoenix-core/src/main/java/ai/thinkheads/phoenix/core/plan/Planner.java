package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;

/**
 * Computes the difference between what shall exist and what exists. Reads nothing, does nothing.
 */
public final class Planner {

  /** What is to be done so that the selected guests exist as defined. */
  public static Plan plan(ValidInfrastructure desired, ObservedState observed) {
    throw new UnsupportedOperationException("written next");
  }

  /** What is to be done so that the selected guests exist no more. */
  public static Plan planDestroy(ValidInfrastructure doomed, ObservedState observed) {
    throw new UnsupportedOperationException("written next");
  }

  private Planner() {}
}
