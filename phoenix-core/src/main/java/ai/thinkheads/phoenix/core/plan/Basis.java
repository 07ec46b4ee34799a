package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.DeviceNumber;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a plan relies on: of all that was observed, its guests, and what its steps name on their
 * nodes.
 */
final class Basis {

  private final List<GuestPlan> plans;
  private final ObservedState observed;

  private Basis(List<GuestPlan> plans, ObservedState observed) {
    this.plans = plans;
    this.observed = observed;
  }

  static ObservedState of(List<GuestPlan> plans, ObservedState observed) {
    return new Basis(plans, observed).narrowed();
  }

  private ObservedState narrowed() {
    Set<Vmid> vmids = plans.stream().map(GuestPlan::vmid).collect(Collectors.toSet());
    SortedMap<Vmid, ObservedGuest> guests = new TreeMap<>(observed.guests());
    guests.keySet().retainAll(vmids);
    SortedMap<String, ObservedNode> nodes = new TreeMap<>(observed.nodes());
    SortedMap<String, NamedThings> named = named();
    nodes.keySet().removeIf(node -> !node.equals(observed.here()) && !named.containsKey(node));
    nodes.replaceAll(
        (name, node) -> narrowed(node, named.getOrDefault(name, new NamedThings()), vmids));
    return new ObservedState(
        observed.here(), nodes, new TreeMap<>(), new TreeSet<>(nodes.keySet()), guests);
  }

  /** What is named on each node where something is to be done. */
  private SortedMap<String, NamedThings> named() {
    SortedMap<String, NamedThings> named = new TreeMap<>();
    for (GuestPlan plan : plans) {
      if (!plan.steps().isEmpty()) {
        NamedThings things = named.computeIfAbsent(plan.node(), node -> new NamedThings());
        plan.steps().forEach(step -> things.add(step.action()));
        ObservedGuest guest = observed.guests().get(plan.vmid());
        if (guest != null) {
          things.add(guest.config());
        }
      }
    }
    return named;
  }

  private static ObservedNode narrowed(ObservedNode node, NamedThings named, Set<Vmid> vmids) {
    SortedMap<String, Storage> storages = new TreeMap<>(node.storages());
    storages.keySet().retainAll(named.storages());
    return new ObservedNode(
        node.facts(),
        storages,
        both(node.bridges(), named.bridges()),
        both(node.devices(), named.files()),
        both(node.images(), named.images()),
        both(node.paths(), named.files()),
        condition(node.condition(), named, vmids));
  }

  private static NodeCondition condition(
      NodeCondition condition, NamedThings named, Set<Vmid> vmids) {
    SortedMap<Vmid, String> managed = new TreeMap<>(condition.managed());
    managed.keySet().retainAll(vmids);
    return new NodeCondition(
        tasks(condition, vmids),
        condition.quorate(),
        managed,
        condition.supply().map(supply -> narrowed(supply, named, vmids)));
  }

  private static NodeSupply narrowed(NodeSupply supply, NamedThings named, Set<Vmid> vmids) {
    SortedMap<String, DeviceNumber> numbers = new TreeMap<>(supply.numbers());
    numbers.keySet().retainAll(named.files());
    SortedMap<String, SortedSet<Vmid>> pools = new TreeMap<>(supply.pools());
    pools.replaceAll((pool, guests) -> both(guests, vmids));
    pools.entrySet().removeIf(pool -> pool.getValue().isEmpty());
    return NodeSupply.none().withNumbers(numbers).withPools(pools);
  }

  private static <T> SortedSet<T> both(Collection<T> some, Collection<T> others) {
    SortedSet<T> both = new TreeSet<>(some);
    both.retainAll(others);
    return both;
  }

  private static SortedSet<NodeTask> tasks(NodeCondition condition, Set<Vmid> vmids) {
    return condition.tasks().stream()
        .filter(task -> task.id().isEmpty() || vmids.stream().anyMatch(task::isAbout))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
