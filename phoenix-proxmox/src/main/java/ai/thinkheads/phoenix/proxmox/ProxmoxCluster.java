package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, HostShell> others = new ConcurrentHashMap<>();
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
    Look first = look(scope);
    ClusterView view = new ClusterView(first);
    List<Callable<Void>> looks = new ArrayList<>();
    for (String node : view.concerned(scope)) {
      looks.add(
          () -> {
            lookAt(node, scope, view);
            return null;
          });
    }
    sideBySide(looks);
    return view.state();
  }

  private Look look(ObservationScope scope) {
    Look look = Observation.look(entryShell, scope);
    lastLook = Optional.of(look);
    return look;
  }

  private void lookAt(String node, ObservationScope scope, ClusterView view) {
    try {
      view.refuseWhenOffline(node);
      HostShell shell = shell(node);
      view.add(node, shell.target(), Observation.look(shell, scope).state());
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
  public Hypervisor at(String node) {
    return node.equals(known().state().here()) ? entry : ProxmoxHypervisor.over(shell(node), pause);
  }

  /** Holds the node that was connected to; whoever comes to the cluster by it finds it held. */
  @Override
  public Hold hold(Holder holder, Duration wait, Consumer<String> progress) {
    return entry.hold(holder, wait, progress);
  }

  /** Every node has one connection, over which its commands run side by side. */
  private HostShell shell(String node) {
    return others.computeIfAbsent(
        node,
        name ->
            shells.open(
                name,
                Optional.ofNullable(known().members().get(name)).flatMap(ClusterMember::address)));
  }

  private Look known() {
    return lastLook.orElseGet(() -> look(ObservationScope.outside()));
  }

  @Override
  public void close() {
    others.values().forEach(HostShell::close);
    entry.close();
  }
}
