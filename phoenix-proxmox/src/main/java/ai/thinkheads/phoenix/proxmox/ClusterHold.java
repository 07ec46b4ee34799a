package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.run.HeldByOtherException;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The right to be the only one that changes some nodes of a cluster: a lock on each of them.
 *
 * <p>Nobody waits for a node while having one whose name comes after it. So no two runs wait for
 * each other, whichever nodes they come by.
 */
final class ClusterHold implements Hold {

  /** Stands for the node that was connected to, as long as it has not told its name. */
  private static final String UNNAMED = "";

  private final Holder holder;
  private final Duration wait;
  private final Consumer<String> progress;
  private final Consumer<ClusterHold> whenClosed;
  private final SortedMap<String, Hypervisor> nodes = new TreeMap<>();
  private final SortedMap<String, Hold> holds = new TreeMap<>();
  private final SortedMap<String, HypervisorException> failures = new TreeMap<>();
  private boolean closed;

  /**
   * @param wait how long somebody else is waited for each time that nodes are taken
   */
  ClusterHold(
      Holder holder, Duration wait, Consumer<String> progress, Consumer<ClusterHold> whenClosed) {
    this.holder = holder;
    this.wait = wait;
    this.progress = progress;
    this.whenClosed = whenClosed;
  }

  /**
   * Takes the lock of the node that was connected to, before its name is known.
   *
   * @throws HypervisorException when it cannot be had
   */
  void takeUnnamed(Hypervisor entry) {
    keep(UNNAMED, entry, entry.hold(holder, wait, progress));
  }

  /** Tells the name of the node that was connected to. */
  synchronized void name(String node) {
    Hypervisor hypervisor = nodes.remove(UNNAMED);
    Hold hold = holds.remove(UNNAMED);
    if (hypervisor != null && hold != null) {
      nodes.put(node, hypervisor);
      holds.put(node, hold);
    }
  }

  /**
   * Takes the locks of more nodes. Some that it has may be given back for that, and be taken again.
   * A node whose lock cannot be had for another reason than that somebody has it is left out.
   *
   * @return whether anything may have changed since it was last looked at
   * @throws HeldByOtherException when somebody else has one
   */
  boolean take(Map<String, Hypervisor> wanted) {
    SortedMap<String, Hypervisor> all = new TreeMap<>(wanted);
    synchronized (this) {
      all.keySet().removeAll(holds.keySet());
      if (all.isEmpty()) {
        return false;
      }
      failures.keySet().removeAll(all.keySet());
      all.putAll(giveBackAfter(all.firstKey()));
    }
    Lease.Moment begin = Lease.Moment.now();
    all.forEach((node, hypervisor) -> takeOne(node, hypervisor, begin));
    return true;
  }

  private synchronized SortedMap<String, Hypervisor> giveBackAfter(String node) {
    SortedMap<String, Hypervisor> given = new TreeMap<>(nodes.tailMap(node));
    given
        .keySet()
        .forEach(later -> Optional.ofNullable(holds.remove(later)).ifPresent(Hold::close));
    nodes.keySet().removeAll(given.keySet());
    return given;
  }

  private void takeOne(String node, Hypervisor hypervisor, Lease.Moment begin) {
    Duration left = wait.minus(Lease.Moment.now().since(begin));
    try {
      keep(
          node,
          hypervisor,
          hypervisor.hold(
              holder,
              left.isNegative() ? Duration.ZERO : left,
              text -> progress.accept(node + ": " + text)));
    } catch (HeldByOtherException e) {
      if (!e.holder().equals(Optional.of(holder))) {
        throw e;
      }
      fail(node, isAnotherNode(node, e));
    } catch (HypervisorException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      fail(node, e);
    }
  }

  private static HypervisorException isAnotherNode(String node, HeldByOtherException e) {
    return new HypervisorException(
        "the address of " + node + " leads to a node that this run holds already",
        "name its right address with --host " + node + "=HOST",
        e);
  }

  private synchronized void fail(String node, HypervisorException why) {
    failures.put(node, why);
  }

  private void keep(String node, Hypervisor hypervisor, Hold hold) {
    synchronized (this) {
      if (!closed) {
        nodes.put(node, hypervisor);
        holds.put(node, hold);
        return;
      }
    }
    hold.close();
  }

  /** Why the lock of a node could not be taken, when it could not. */
  synchronized Optional<HypervisorException> failure(String node) {
    return Optional.ofNullable(failures.get(node));
  }

  @Override
  public void check() {
    all().forEach(Hold::check);
  }

  @Override
  public void checkAt(String node) {
    Optional<Hold> hold;
    synchronized (this) {
      hold = Optional.ofNullable(holds.getOrDefault(node, holds.get(UNNAMED)));
    }
    hold.orElseThrow(() -> notHeld(node)).check();
  }

  private HypervisorException notHeld(String node) {
    return failure(node)
        .map(
            why ->
                new HypervisorException(
                    "not begun, because others are not kept away from "
                        + node
                        + ": "
                        + why.getMessage(),
                    why.remedy(),
                    why))
        .orElseGet(
            () ->
                new HypervisorException(
                    "not begun, because others are not kept away from " + node, "run again"));
  }

  @Override
  public void close() {
    List<Hold> last;
    synchronized (this) {
      last = all();
      closed = true;
      holds.clear();
      nodes.clear();
    }
    last.forEach(Hold::close);
    whenClosed.accept(this);
  }

  private synchronized List<Hold> all() {
    return List.copyOf(holds.values());
  }
}
