package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a plan may do.
 *
 * @param restart whether guests may be restarted when a change needs that; otherwise such a change
 *     is made and stays pending until somebody restarts the guest
 * @param recover whether what killed operations left behind may be cleaned up: locks, half-made
 *     guests and unfinished snapshots
 * @param replace the guests that may be destroyed and made again, with the loss of their data, when
 *     they differ in what cannot be changed; one that does not is left alone
 * @param prune whether guests that the infrastructure made and does not define any more may be
 *     destroyed
 * @param leaveDependents whether a guest may be destroyed although others need it, which stay
 * @param rerun the guests whose application script runs again although nothing of it changed
 */
public record PlanOptions(
    boolean restart,
    boolean recover,
    SortedSet<Vmid> replace,
    boolean prune,
    boolean leaveDependents,
    SortedSet<Vmid> rerun) {

  /** Copies the guests. */
  public PlanOptions {
    rerun = Collections.unmodifiableSortedSet(new TreeSet<>(rerun));
    replace = Collections.unmodifiableSortedSet(new TreeSet<>(replace));
  }

  /**
   * Restarts are planned, and announced, where a change needs one; nothing else is consented to.
   */
  public static PlanOptions defaults() {
    return new PlanOptions(true, false, new TreeSet<>(), false, false, new TreeSet<>());
  }

  /** The same, without any restart. */
  public PlanOptions withoutRestarts() {
    return new PlanOptions(false, recover, replace, prune, leaveDependents, rerun);
  }

  /** The same, with consent to clean up what killed operations left behind. */
  public PlanOptions recovering() {
    return new PlanOptions(restart, true, replace, prune, leaveDependents, rerun);
  }

  /** The same, with consent to destroy those guests and make them again, where that is needed. */
  public PlanOptions replacing(Vmid... guests) {
    return replacing(Arrays.asList(guests));
  }

  /** The same, with consent to destroy those guests and make them again, where that is needed. */
  public PlanOptions replacing(Collection<Vmid> guests) {
    SortedSet<Vmid> more = new TreeSet<>(replace);
    more.addAll(List.copyOf(guests));
    return new PlanOptions(restart, recover, more, prune, leaveDependents, rerun);
  }

  /** The same, with consent to destroy what is not defined any more. */
  public PlanOptions pruning() {
    return new PlanOptions(restart, recover, replace, true, leaveDependents, rerun);
  }

  /** The same, with consent to destroy guests that others need, and to leave those. */
  public PlanOptions leavingDependents() {
    return new PlanOptions(restart, recover, replace, prune, true, rerun);
  }

  /** The same, running the application scripts of those guests again. */
  public PlanOptions rerunning(Collection<Vmid> guests) {
    SortedSet<Vmid> more = new TreeSet<>(rerun);
    more.addAll(List.copyOf(guests));
    return new PlanOptions(restart, recover, replace, prune, leaveDependents, more);
  }
}
