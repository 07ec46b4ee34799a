package ai.thinkheads.phoenix.core.graph;

import com.google.common.graph.ElementOrder;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.ImmutableGraph;
import com.google.common.graph.MutableGraph;
import com.google.common.graph.Traverser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who needs whom: a directed graph whose edges lead from those who need to those who are needed.
 *
 * <p>All answers come in the natural order of the members wherever the edges leave a choice, so
 * equal graphs give equal answers.
 *
 * @param <T> the members
 */
public final class Dependencies<T extends Comparable<? super T>> {

  private final ImmutableGraph<T> graph;

  private Dependencies(ImmutableGraph<T> graph) {
    this.graph = graph;
  }

  /**
   * The graph of these members.
   *
   * @param needs what each member needs; needs that are not members themselves are left out
   */
  public static <T extends Comparable<? super T>> Dependencies<T> of(
      Map<T, ? extends Collection<T>> needs) {
    MutableGraph<T> graph =
        GraphBuilder.directed()
            .allowsSelfLoops(true)
            .nodeOrder(ElementOrder.<T>natural())
            .incidentEdgeOrder(ElementOrder.stable())
            .build();
    needs.keySet().forEach(graph::addNode);
    needs.forEach(
        (member, needed) ->
            needed.stream()
                .filter(needs::containsKey)
                .sorted()
                .forEach(other -> graph.putEdge(member, other)));
    return new Dependencies<>(ImmutableGraph.copyOf(graph));
  }

  /** What a member needs directly. */
  public SortedSet<T> needs(T member) {
    return new TreeSet<>(graph.successors(member));
  }

  /** What needs a member directly. */
  public SortedSet<T> neededBy(T member) {
    return new TreeSet<>(graph.predecessors(member));
  }

  /** These members with all that they need, directly or not. */
  public SortedSet<T> closure(Collection<T> members) {
    SortedSet<T> closure = new TreeSet<>();
    Traverser.forGraph(graph).breadthFirst(members).forEach(closure::add);
    return closure;
  }

  /** These members with all that need them, directly or not. */
  public SortedSet<T> dependents(Collection<T> members) {
    SortedSet<T> closure = new TreeSet<>();
    Traverser.forGraph(Graphs.transpose(graph)).breadthFirst(members).forEach(closure::add);
    return closure;
  }

  /**
   * All members, each after everything that it needs.
   *
   * @throws IllegalStateException when there is a cycle; ask {@link #cycles} first
   */
  public List<T> order() {
    Map<T, Integer> waiting = new HashMap<>();
    PriorityQueue<T> ready = new PriorityQueue<>();
    for (T member : graph.nodes()) {
      waiting.put(member, graph.outDegree(member));
      if (graph.outDegree(member) == 0) {
        ready.add(member);
      }
    }
    List<T> order = new ArrayList<>(waiting.size());
    while (!ready.isEmpty()) {
      T next = ready.remove();
      order.add(next);
      for (T dependent : graph.predecessors(next)) {
        if (waiting.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
    if (order.size() < waiting.size()) {
      throw new IllegalStateException("there is a cycle: " + cycles());
    }
    return Collections.unmodifiableList(order);
  }

  /**
   * One cycle for each knot of members that need each other, as the members on it in the order of
   * the edges, beginning with the least; empty when there is none.
   */
  public List<List<T>> cycles() {
    List<List<T>> cycles = new ArrayList<>();
    Set<T> settled = new LinkedHashSet<>();
    for (T member : graph.nodes()) {
      if (!settled.contains(member)) {
        List<T> cycle = cycleThrough(member);
        if (!cycle.isEmpty()) {
          cycles.add(cycle);
          settled.addAll(knot(member));
        }
      }
    }
    return cycles;
  }

  /** All members that both need and are needed by that one. */
  private Set<T> knot(T member) {
    Set<T> knot = closure(List.of(member));
    knot.retainAll(dependents(List.of(member)));
    return knot;
  }

  /** The shortest cycle through a member: the shortest path from what it needs back to it. */
  private List<T> cycleThrough(T member) {
    SortedMap<T, T> cameFrom = new TreeMap<>();
    Deque<T> queue = new ArrayDeque<>(List.of(member));
    while (!queue.isEmpty()) {
      T current = queue.remove();
      for (T needed : graph.successors(current)) {
        if (needed.equals(member)) {
          return path(member, current, cameFrom);
        }
        if (cameFrom.putIfAbsent(needed, current) == null) {
          queue.add(needed);
        }
      }
    }
    return List.of();
  }

  private static <T> List<T> path(T start, T end, Map<T, T> cameFrom) {
    Deque<T> path = new ArrayDeque<>();
    for (T step = end; !step.equals(start); step = cameFrom.get(step)) {
      path.addFirst(step);
    }
    path.addFirst(start);
    return List.copyOf(path);
  }
}
