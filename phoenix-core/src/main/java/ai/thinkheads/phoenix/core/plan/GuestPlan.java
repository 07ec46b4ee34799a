package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be done for one guest.
 *
 * @param vmid the guest
 * @param name its name
 * @param node the node that it lives on when all is done
 * @param kind what becomes of it
 * @param changes the differences, for people
 * @param steps the actions, in their order
 * @param after the guests of the plan that must be done before this one begins
 * @param rollback how it is taken back to what it was when a step fails; absent when it is left as
 *     the failure leaves it
 */
public record GuestPlan(
    Vmid vmid,
    String name,
    String node,
    Kind kind,
    List<Change> changes,
    List<Step> steps,
    SortedSet<Vmid> after,
    Optional<Rollback> rollback) {

  /** What becomes of a guest. */
  public enum Kind {
    /** It does not exist and is made. */
    CREATE('+'),
    /** It exists and is changed. */
    CHANGE('~'),
    /**
     * It is configured as it shall be; some of that is in force only after a restart. The plan
     * restarts it, unless restarts are not wanted.
     */
    RESTART_PENDING('!'),
    /** It is as it shall be. */
    IN_SYNC('='),
    /** The node that it lives on, or shall live on, cannot be reached: nothing is done. */
    UNREACHABLE('?'),
    /** It would be changed, but needs a guest that cannot be reached: nothing is done. */
    SKIPPED('/'),
    /** It exists, is destroyed, and made again. */
    REPLACE('±'),
    /** It exists and is destroyed. */
    DESTROY('-');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }

    /** The sign that plans show. */
    public char sign() {
      return sign;
    }
  }

  /** Whether it will wait for a restart once its steps are done: it runs on with old values. */
  public boolean leavesRestartPending() {
    return changes.stream().anyMatch(change -> change.effect() == Effect.NEXT_START);
  }

  /**
   * Whether it differs in what cannot be changed, and is not replaced: nobody consented to that.
   */
  public boolean needsReplacement() {
    return kind != Kind.REPLACE
        && changes.stream().anyMatch(change -> change.effect() == Effect.REPLACE);
  }

  /** Whether data is lost by it: the container is destroyed, for good or to be made again. */
  public boolean losesData() {
    return steps.stream().anyMatch(step -> step.action() instanceof Action.Destroy);
  }

  /** Whether nothing is done for it because a node cannot be reached. */
  public boolean isOutOfReach() {
    return kind == Kind.UNREACHABLE || kind == Kind.SKIPPED;
  }

  /** A plan that is not rolled back when it fails. */
  public GuestPlan(
      Vmid vmid,
      String name,
      String node,
      Kind kind,
      List<Change> changes,
      List<Step> steps,
      SortedSet<Vmid> after) {
    this(vmid, name, node, kind, changes, steps, after, Optional.empty());
  }

  /** The same with other steps, some of which are undone when one fails. */
  GuestPlan withRollback(List<Step> guarded, Rollback undo) {
    return new GuestPlan(vmid, name, node, kind, changes, guarded, after, Optional.of(undo));
  }

  /** Copies all collections. */
  public GuestPlan {
    changes = List.copyOf(changes);
    steps = List.copyOf(steps);
    after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
  }
}
