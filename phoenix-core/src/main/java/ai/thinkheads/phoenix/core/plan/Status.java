package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.text.Page;
import java.util.List;

/**
 * How the guests of a definition stand: what exists, what runs, and what differs.
 *
 * @param infrastructure the name of the infrastructure
 * @param node the node that was observed
 * @param guests its guests, each after all that it needs
 */
public record Status(String infrastructure, NodeFacts node, List<GuestStatus> guests) {

  /** Copies the guests. */
  public Status {
    guests = List.copyOf(guests);
  }

  /** The standing that made a planner plan this. */
  public static Status of(Plan plan, ObservedState observed) {
    return new Status(
        plan.infrastructure(),
        plan.node(),
        plan.guests().stream().map(guest -> guest(guest, observed)).toList());
  }

  private static GuestStatus guest(GuestPlan plan, ObservedState observed) {
    ObservedGuest guest = observed.guests().get(plan.vmid());
    if (guest == null) {
      return new GuestStatus(
          plan.vmid(),
          plan.name(),
          GuestStatus.Presence.ABSENT,
          GuestStatus.Standing.MISSING,
          List.of());
    }
    GuestStatus.Presence presence =
        guest.running() ? GuestStatus.Presence.RUNNING : GuestStatus.Presence.STOPPED;
    return new GuestStatus(
        plan.vmid(), plan.name(), presence, standing(plan), GuestBlock.changes(plan));
  }

  private static GuestStatus.Standing standing(GuestPlan plan) {
    return switch (plan.kind()) {
      case IN_SYNC -> GuestStatus.Standing.IN_SYNC;
      case RESTART_PENDING -> GuestStatus.Standing.RESTART_PENDING;
      case CREATE, CHANGE, DESTROY -> GuestStatus.Standing.DRIFTED;
    };
  }

  /** The guests that stand that way, in their order. */
  public List<GuestStatus> guests(GuestStatus.Standing standing) {
    return guests.stream().filter(guest -> guest.standing() == standing).toList();
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
