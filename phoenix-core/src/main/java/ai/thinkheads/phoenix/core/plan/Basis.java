package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
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
    vmids.addAll(sources());
    SortedMap<Vmid, ObservedGuest> guests = both(observed.guests(), vmids);
    SortedMap<String, ObservedNode> nodes = new TreeMap<>(observed.nodes());
    SortedMap<String, NamedThings> named = named();
    nodes.keySet().removeIf(node -> !node.equals(observed.here()) && !named.containsKey(node));
    nodes.replaceAll(
        (name, node) -> narrowed(node, named.getOrDefault(name, new NamedThings()), vmids));
    return new ObservedState(
        observed.here(), nodes, new TreeMap<>(), new TreeSet<>(nodes.keySet()), guests);
  }

  /** What is copied need not be part of the plan. */
  private Set<Vmid> sources() {
    return plans.stream()
        .flatMap(plan -> plan.steps().stream())
        .map(Step::action)
        .filter(Action.CloneContainer.class::isInstance)
        .map(clone -> ((Action.CloneContainer) clone).source())
        .collect(Collectors.toSet());
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
    return new ObservedNode(
        node.facts(),
        both(node.storages(), named.storages()),
        both(node.bridges(), named.bridges()),
        both(node.devices(), named.files()),
        both(node.images(), named.images()),
        both(node.paths(), named.files()),
        narrowed(node.condition(), named, vmids));
  }

  /** What goes on and concerns nobody in particular may still concern these guests. */
  private static NodeCondition narrowed(
      NodeCondition condition, NamedThings named, Set<Vmid> vmids) {
    SortedSet<NodeTask> tasks = new TreeSet<>(condition.tasks());
    tasks.removeIf(task -> !task.id().isEmpty() && vmids.stream().noneMatch(task::isAbout));
    return new NodeCondition(
        tasks,
        condition.quorate(),
        both(condition.managed(), vmids),
        both(condition.replicated(), vmids),
        condition.supply().map(supply -> narrowed(supply, named, vmids)));
  }

  /** Sizes are left out: what is free is another amount every minute. */
  private static NodeSupply narrowed(NodeSupply supply, NamedThings named, Set<Vmid> vmids) {
    SortedMap<String, SortedSet<Vmid>> pools = new TreeMap<>(supply.pools());
    pools.replaceAll((pool, members) -> both(members, vmids));
    pools
        .entrySet()
        .removeIf(it -> it.getValue().isEmpty() && !named.pools().contains(it.getKey()));
    return NodeSupply.none()
        .withNumbers(both(supply.numbers(), named.files()))
        .withSnippets(both(supply.snippets(), named.images()))
        .withPools(pools);
  }

  private static <T> SortedSet<T> both(SortedSet<T> some, Collection<T> others) {
    SortedSet<T> both = new TreeSet<>(some);
    both.retainAll(others);
    return both;
  }

  private static <K, V> SortedMap<K, V> both(SortedMap<K, V> some, Collection<K> names) {
    SortedMap<K, V> both = new TreeMap<>(some);
    both.keySet().retainAll(names);
    return both;
  }
}
