package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.NodeAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A Proxmox node with the cluster that it may be part of. The other nodes are reached over
 * connections of their own, and only those that matter: where a guest of the definition lives or
 * shall live.
 */
public final class ProxmoxCluster implements Hypervisor {

  private final ProxmoxHypervisor entry;
  private final HostShell entryShell;
  private final NodeShells shells;
  private final Pause pause;
  private final Map<String, Member> others = new ConcurrentHashMap<>();
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private final List<ClusterHold> holds = new CopyOnWriteArrayList<>();
  private volatile Optional<Look> lastLook = Optional.empty();

  private ProxmoxCluster(HostShell entry, NodeShells shells, Pause pause) {
    this.entryShell = entry;
    this.entry = ProxmoxHypervisor.over(entry, pause);
    this.shells = shells;
    this.pause = pause;
  }

  /**
   * The cluster of the node that a shell reaches; closing the hypervisor closes all shells.
   *
   * @param entry a shell on the node that is asked first, and does what belongs to no other
   * @param shells how the others are reached
   */
  public static ProxmoxCluster over(HostShell entry, NodeShells shells) {
    return over(entry, shells, time -> Thread.sleep(time.toMillis()));
  }

  /** The same, waiting in another way. */
  static ProxmoxCluster over(HostShell entry, NodeShells shells, Pause pause) {
    return new ProxmoxCluster(entry, shells, pause);
  }

  /** A node that cannot be reached is told as such; only the one asked first is indispensable. */
  @Override
  public ObservedState observe(ObservationScope scope) {
    ClusterView view = new ClusterView(look(scope));
    while (isHeldOnlyNow(view, scope)) {
      view = view.again(look(scope));
    }
    lookAround(view, scope);
    return view.state();
  }

  /**
   * Lets all holds extend to the nodes that matter.
   *
   * @return whether somebody may have changed one of them after it was looked at
   */
  private boolean isHeldOnlyNow(ClusterView view, ObservationScope scope) {
    boolean changed = false;
    for (ClusterHold hold : holds) {
      SortedMap<String, Hypervisor> concerned = concerned(view, scope);
      hold.name(view.here());
      changed |= hold.take(concerned);
      concerned
          .keySet()
          .forEach(node -> hold.failure(node).ifPresent(why -> view.addUnreachable(node, why)));
    }
    return changed;
  }

  private void lookAround(ClusterView view, ObservationScope scope) {
    List<Callable<Void>> looks = new ArrayList<>();
    for (String node : concerned(view, scope).keySet()) {
      looks.add(
          () -> {
            lookAt(node, scope, view);
            return null;
          });
    }
    sideBySide(looks);
  }

  /** The other nodes that matter, as far as it is known how to reach them. */
  private SortedMap<String, Hypervisor> concerned(ClusterView view, ObservationScope scope) {
    SortedMap<String, Hypervisor> nodes = new TreeMap<>();
    for (String node : view.concerned(scope)) {
      try {
        view.refuseWhenOffline(node);
        nodes.put(node, member(node).hypervisor());
      } catch (HypervisorException e) {
        view.addUnreachable(node, e);
      }
    }
    return nodes;
  }

  private Look look(ObservationScope scope) {
    Look look = Observation.look(entryShell, scope);
    lastLook = Optional.of(look);
    return look;
  }

  private void lookAt(String node, ObservationScope scope, ClusterView view) {
    try {
      HostShell shell = member(node).shell();
      view.add(node, shell.target(), Observation.look(shell, scope).state());
      reached.add(node);
    } catch (HypervisorException e) {
      view.addUnreachable(node, e);
    }
  }

  private static void sideBySide(List<Callable<Void>> looks) {
    if (looks.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(looks.size());
    try {
      for (var look : threads.invokeAll(looks)) {
        look.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HypervisorException("interrupted while looking at the cluster", "run again", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking at a node failed unexpectedly", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** Performs on the node that was connected to. */
  @Override
  public void perform(Action action, Consumer<String> progress) {
    entry.perform(action, progress);
  }

  @Override
  public List<Finding> inspect(Vmid vmid, List<GuestStep> steps) {
    return entry.inspect(vmid, steps);
  }

  @Override
  public Hypervisor at(String node) {
    return node.equals(known().state().here()) ? entry : member(node).hypervisor();
  }

  /**
   * Holds the node that was connected to and those that were looked at; while it lasts also those
   * that are looked at later, which then fails when somebody else has one of them. A node that
   * cannot be held counts as one that cannot be reached.
   */
  @Override
  public Hold hold(Holder holder, Duration wait, Consumer<String> progress) {
    ClusterHold hold = new ClusterHold(holder, wait, progress, holds::remove);
    try {
      hold.takeUnnamed(entry);
      lastLook.ifPresent(look -> hold.name(look.state().here()));
      SortedMap<String, Hypervisor> nodes = new TreeMap<>();
      reached.forEach(node -> nodes.put(node, member(node).hypervisor()));
      hold.take(nodes);
      holds.add(hold);
      return hold;
    } catch (RuntimeException | Error e) {
      hold.close();
      throw e;
    }
  }

  /** Every node has one connection, over which its commands run side by side. */
  private Member member(String node) {
    return others.computeIfAbsent(
        node,
        name ->
            Member.over(
                shells.open(
                    name,
                    Optional.ofNullable(known().members().get(name))
                        .map(ClusterMember::address)
                        .orElse(NodeAddress.unknown())),
                pause));
  }

  /** Another node, with the shell on it. */
  private record Member(HostShell shell, ProxmoxHypervisor hypervisor) {

    static Member over(HostShell shell, Pause pause) {
      return new Member(shell, ProxmoxHypervisor.over(shell, pause));
    }
  }

  private Look known() {
    return lastLook.orElseGet(() -> look(ObservationScope.outside()));
  }

  @Override
  public void close() {
    holds.forEach(ClusterHold::close);
    others.values().forEach(member -> member.hypervisor().close());
    entry.close();
  }
}
