package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.text.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run did and did not do.
 *
 * @param infrastructure the name of the infrastructure
 * @param guests how it ended for each guest, in the order of the plan
 * @param cancelled whether the run was asked to end early
 * @param duration how long it took
 */
public record Report(
    String infrastructure, List<GuestReport> guests, boolean cancelled, Duration duration) {

  /** Copies the guests. */
  public Report {
    guests = List.copyOf(guests);
  }

  /** Whether everything is now as it shall be, though some of it may wait for a restart. */
  public boolean isSuccess() {
    return guests.stream().allMatch(guest -> guest.outcome().isGood());
  }

  /** Whether its guests are on more than one node. */
  public boolean spansNodes() {
    return guests.stream().map(GuestReport::node).distinct().count() > 1;
  }

  /** How many guests ended that way. */
  public long count(Outcome outcome) {
    return guests.stream().filter(guest -> guest.outcome() == outcome).count();
  }

  /** How it ended for that guest, when it was part of the plan. */
  public Optional<GuestReport> guest(Vmid vmid) {
    return guests.stream().filter(guest -> guest.vmid().equals(vmid)).findFirst();
  }

  /** What was done, what was not and why, on a page of 100 columns. */
  @Override
  public String toString() {
    return ReportText.of(this, Page.plain());
  }
}
