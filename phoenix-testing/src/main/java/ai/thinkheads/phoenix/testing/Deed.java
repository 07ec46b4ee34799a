package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is done to a guest: a step, or one of the things that a step does inside of it.
 *
 * @param vmid the guest
 * @param place its place among all that is done to that guest
 * @param step the step
 * @param inside what is done inside of the guest; absent for what is done from outside
 */
record Deed(Vmid vmid, int place, Step step, Optional<GuestStep> inside) {

  /** All that a plan does, guest by guest. */
  static List<Deed> of(Plan plan) {
    return plan.guests().stream().flatMap(guest -> of(guest).stream()).toList();
  }

  /** All that a plan does to one guest, in order. */
  static List<Deed> of(GuestPlan guest) {
    return of(guest.vmid(), guest.steps());
  }

  /** All that these steps do to one guest, in order. */
  static List<Deed> of(Vmid vmid, List<Step> steps) {
    List<Deed> deeds = new ArrayList<>();
    for (Step step : steps) {
      if (step.action() instanceof Action.Provision provision) {
        for (GuestStep inside : provision.steps()) {
          deeds.add(new Deed(vmid, deeds.size(), step, Optional.of(inside)));
        }
      } else {
        deeds.add(new Deed(vmid, deeds.size(), step, Optional.empty()));
      }
    }
    return deeds;
  }

  /** Whether it is sure to come after the other, however guests are worked on side by side. */
  boolean isAfter(Deed other, Plan plan) {
    return vmid.equals(other.vmid) ? place > other.place : waitsFor(other.vmid, plan);
  }

  private boolean waitsFor(Vmid other, Plan plan) {
    List<Vmid> awaited = new ArrayList<>(List.of(vmid));
    for (int next = 0; next < awaited.size(); next++) {
      plan.guest(awaited.get(next)).stream()
          .flatMap(guest -> guest.after().stream())
          .filter(needed -> !awaited.contains(needed))
          .forEach(awaited::add);
    }
    return awaited.contains(other);
  }

  /** What is done, like {@code clone 901@gpu-snapshot} or {@code install docker}. */
  @Override
  public String toString() {
    return inside.map(GuestStep::title).orElseGet(() -> step.action().title());
  }
}
