package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The difference between what shall exist and what exists, as an ordered set of actions. Printing
 * it is the dry run; running it is the apply.
 *
 * @param infrastructure the name of the infrastructure
 * @param node the node it was made for
 * @param guests what is to be done for each guest; one comes after all that it waits for
 * @param problems what the node lacks for this plan; a plan with errors cannot be run
 */
public record Plan(
    String infrastructure, NodeFacts node, List<GuestPlan> guests, List<Problem> problems) {

  /** Copies both lists. */
  public Plan {
    guests = List.copyOf(guests);
    problems = List.copyOf(problems);
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

  /** What changes and what that costs, on a page of 100 columns. */
  @Override
  public String toString() {
    return PlanText.of(this, Page.plain());
  }
}
