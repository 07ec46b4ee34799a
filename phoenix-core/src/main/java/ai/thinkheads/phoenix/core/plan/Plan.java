package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The difference between what shall exist and what exists, as an ordered set of actions. Printing
 * it is the dry run; running it is the apply.
 *
 * @param infrastructure the name of the infrastructure
 * @param node the node it was made for
 * @param guests what is to be done for each guest; one comes after all that it waits for
 * @param problems what the node lacks for this plan; a plan with errors cannot be run
 * @param basis what it was made from, as far as it relies on it
 */
public record Plan(
    String infrastructure,
    NodeFacts node,
    List<GuestPlan> guests,
    List<Problem> problems,
    ObservedState basis) {

  /** Copies both lists. */
  public Plan {
    guests = List.copyOf(guests);
    problems = List.copyOf(problems);
  }

  /** A plan for guests that do not exist, which relies on nothing but its node. */
  public Plan(
      String infrastructure, NodeFacts node, List<GuestPlan> guests, List<Problem> problems) {
    this(
        infrastructure,
        node,
        guests,
        problems,
        ObservedState.of(ObservedNode.bare(node), List.of()));
  }

  /** Whether nothing is to be done. */
  public boolean isEmpty() {
    return guests.stream().allMatch(guest -> guest.steps().isEmpty());
  }

  /** Whether nothing stands in the way of running it. */
  public boolean isRunnable() {
    return problems.stream().noneMatch(Problem::isError);
  }

  /** The guests for which nothing is done because a node cannot be reached. */
  public List<Vmid> outOfReach() {
    return guests.stream().filter(GuestPlan::isOutOfReach).map(GuestPlan::vmid).toList();
  }

  /** The guests that differ in what cannot be changed, and are not replaced. */
  public List<Vmid> replacementsNeeded() {
    return guests.stream().filter(GuestPlan::needsReplacement).map(GuestPlan::vmid).toList();
  }

  /** The guests that are destroyed, for good or to be made again. */
  public List<Vmid> losingData() {
    return guests.stream().filter(GuestPlan::losesData).map(GuestPlan::vmid).toList();
  }

  /** The guests that will run on with old values, once the plan is carried out, until a restart. */
  public List<Vmid> restartsPending() {
    return guests.stream().filter(GuestPlan::leavesRestartPending).map(GuestPlan::vmid).toList();
  }

  /** Whether some guest is on another node than the one that it was made for. */
  public boolean spansNodes() {
    return guests.stream().anyMatch(guest -> !guest.node().equals(node.name()));
  }

  /** What is to be done for that guest, when it is part of the plan. */
  public Optional<GuestPlan> guest(Vmid vmid) {
    return guests.stream().filter(guest -> guest.vmid().equals(vmid)).findFirst();
  }

  /** All steps, in an order in which they could be carried out one by one. */
  public List<Step> steps() {
    return guests.stream().map(GuestPlan::steps).flatMap(Collection::stream).toList();
  }

  /** How many guests of that kind there are. */
  public long count(GuestPlan.Kind kind) {
    return guests.stream().filter(guest -> guest.kind() == kind).count();
  }

  /**
   * The same plan, with the places of its problems in the files that define it.
   *
   * @param locate adds the place to a problem, where there is one
   */
  public Plan located(UnaryOperator<Problem> locate) {
    return new Plan(infrastructure, node, guests, problems.stream().map(locate).toList(), basis);
  }

  /** What an observation must look at to tell whether the plan can still be carried out. */
  public ObservationScope scope() {
    SortedSet<Vmid> vmids = new TreeSet<>();
    guests.forEach(guest -> vmids.add(guest.vmid()));
    SortedSet<String> paths = new TreeSet<>();
    basis.nodes().values().forEach(it -> paths.addAll(it.paths()));
    return new ObservationScope(vmids, paths, new TreeSet<>(basis.nodes().keySet()));
  }

  /**
   * The same plan, to be carried out now: with an error for each guest and each node on which
   * something has changed that it relies on, so that it cannot be run any more, and a warning for
   * each guest that has changed and is left as it is.
   *
   * @param now what was observed within its {@link #scope}
   */
  public Plan against(ObservedState now) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(Staleness.of(this, now));
    return new Plan(infrastructure, node, guests, all, basis);
  }

  /**
   * What was changed in the configuration of a guest since the plan was made, in phrases like
   * {@code memory was 2 GiB, is 4 GiB}; empty when nothing was, or the guest is not known.
   *
   * @param now its configuration
   */
  public List<String> changesOf(Vmid vmid, GuestConfig now) {
    ObservedGuest guest = basis.guests().get(vmid);
    return guest == null ? List.of() : GuestChanges.of(guest.config(), now);
  }

  /** What changes and what that costs, on a page of 100 columns. */
  @Override
  public String toString() {
    return PlanText.of(this, Page.plain());
  }
}
