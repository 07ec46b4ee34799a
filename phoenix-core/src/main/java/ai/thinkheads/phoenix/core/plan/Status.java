package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the guests of a definition stand: what exists, what runs, and what differs.
 *
 * @param infrastructure the name of the infrastructure
 * @param node the node that was observed
 * @param guests its guests, each after all that it needs
 * @param findings what a look inside of guests found; empty when nobody looked
 */
public record Status(
    String infrastructure,
    NodeFacts node,
    List<GuestStatus> guests,
    SortedMap<Vmid, List<Finding>> findings) {

  /** Copies the guests and the findings. */
  public Status {
    guests = List.copyOf(guests);
    findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
  }

  /** The same with what a look inside of guests found. */
  public Status with(SortedMap<Vmid, List<Finding>> found) {
    return new Status(infrastructure, node, guests, found);
  }

  /** What was found inside of a guest. */
  public List<Finding> findings(Vmid vmid) {
    return findings.getOrDefault(vmid, List.of());
  }

  /** How many things were found in that state. */
  public long count(Finding.State state) {
    return findings.values().stream()
        .flatMap(List::stream)
        .filter(finding -> finding.state() == state)
        .count();
  }

  /** The standing that made a planner plan this. */
  public static Status of(Plan plan, ObservedState observed) {
    return new Status(
        plan.infrastructure(),
        plan.node(),
        plan.guests().stream().map(guest -> guest(guest, observed)).toList(),
        new TreeMap<>());
  }

  private static GuestStatus guest(GuestPlan plan, ObservedState observed) {
    ObservedGuest guest = observed.guests().get(plan.vmid());
    return guest == null ? absent(plan) : present(plan, guest, observed.isObserved(guest.node()));
  }

  private static GuestStatus absent(GuestPlan plan) {
    return new GuestStatus(
        plan.vmid(),
        plan.name(),
        plan.node(),
        GuestStatus.Presence.ABSENT,
        plan.kind() == GuestPlan.Kind.UNREACHABLE
            ? GuestStatus.Standing.UNREACHABLE
            : GuestStatus.Standing.MISSING,
        plan.isOutOfReach() ? plan.changes() : List.of());
  }

  private static GuestStatus present(GuestPlan plan, ObservedGuest guest, boolean isObserved) {
    GuestStatus.Presence presence =
        guest.running() ? GuestStatus.Presence.RUNNING : GuestStatus.Presence.STOPPED;
    return new GuestStatus(
        plan.vmid(),
        plan.name(),
        guest.node(),
        isObserved ? presence : GuestStatus.Presence.UNKNOWN,
        standing(plan),
        GuestBlock.changes(plan));
  }

  private static GuestStatus.Standing standing(GuestPlan plan) {
    return switch (plan.kind()) {
      case IN_SYNC -> GuestStatus.Standing.IN_SYNC;
      case RESTART_PENDING -> GuestStatus.Standing.RESTART_PENDING;
      case CREATE, CHANGE, REPLACE, DESTROY, SKIPPED -> GuestStatus.Standing.DRIFTED;
      case UNREACHABLE -> GuestStatus.Standing.UNREACHABLE;
    };
  }

  /** The guests that stand that way, in their order. */
  public List<GuestStatus> guests(GuestStatus.Standing standing) {
    return guests.stream().filter(guest -> guest.standing() == standing).toList();
  }

  /** Whether some guest is on another node than the one that was observed first. */
  public boolean spansNodes() {
    return guests.stream().anyMatch(guest -> !guest.node().equals(node.name()));
  }

  /** How many guests exist as they are defined. */
  public long inSync() {
    return guests(GuestStatus.Standing.IN_SYNC).size();
  }

  /** The standing of each guest, on a page of 100 columns. */
  @Override
  public String toString() {
    return StatusText.of(this, Page.plain());
  }
}
