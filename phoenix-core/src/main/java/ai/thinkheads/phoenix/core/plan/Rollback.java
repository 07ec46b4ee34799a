package ai.thinkheads.phoenix.core.plan;

import java.util.List;

/**
 * How a guest is taken back to what it was, when one of its steps fails after the snapshot that
 * guards it was taken and before that is removed.
 *
 * @param snapshot the snapshot that holds what it was
 * @param begin the index of the first step whose failure is undone
 * @param end the index of the first step after it whose failure is not
 * @param steps what is done then, in this order
 */
public record Rollback(String snapshot, int begin, int end, List<Step> steps) {

  /** Copies the steps. */
  public Rollback {
    steps = List.copyOf(steps);
  }

  /** Whether the failure of the step at that index is undone. */
  public boolean covers(int step) {
    return step >= begin && step < end;
  }
}
