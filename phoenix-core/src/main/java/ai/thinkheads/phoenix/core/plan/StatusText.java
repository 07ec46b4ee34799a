package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Sheet;
import ai.thinkheads.phoenix.core.text.Words;
import java.util.stream.Collectors;

/** How the standing of guests is shown to people. */
public final class StatusText {

  /** A line or more for each guest, then the totals. */
  public static String of(Status status, Page page) {
    Sheet sheet = new Sheet();
    status
        .guests()
        .forEach(
            guest -> {
              sheet.row(
                  ink(guest),
                  label(guest, status),
                  sync(guest),
                  Ink.PLAIN,
                  guest.presence().toString());
              FindingText.write(status.findings(guest.vmid()), sheet);
            });
    String guests = sheet.on(page);
    return (guests.isEmpty() ? "" : guests + "\n") + page.paragraph(Ink.STRONG, totals(status));
  }

  /** The number and the name of a guest, with its node where there are several. */
  static String label(GuestStatus guest, Status status) {
    String node = status.spansNodes() ? " (" + guest.node() + ")" : "";
    return guest.vmid() + " " + guest.name() + node;
  }

  private static String sync(GuestStatus guest) {
    return guest.standing()
        + guest.changes().stream()
            .map(change -> change.what() + " " + change.text())
            .collect(Collectors.joining(", ", guest.changes().isEmpty() ? "" : ": ", ""));
  }

  private static Ink ink(GuestStatus guest) {
    if (guest.isInSync()) {
      return Ink.GOOD;
    }
    return guest.presence() == GuestStatus.Presence.ABSENT ? Ink.QUIET : Ink.CHANGED;
  }

  private static String totals(Status status) {
    return Words.count(status.guests().size(), "guest")
        + " of "
        + status.infrastructure()
        + " on "
        + status.node().name()
        + ": "
        + count(status, GuestStatus.Presence.RUNNING)
        + " running, "
        + count(status, GuestStatus.Presence.STOPPED)
        + " stopped, "
        + count(status, GuestStatus.Presence.ABSENT)
        + " absent"
        + unknown(status)
        + "; "
        + status.inSync()
        + " in sync"
        + pending(status)
        + FindingText.totals(status)
        + ".";
  }

  private static String unknown(Status status) {
    long unknown = count(status, GuestStatus.Presence.UNKNOWN);
    return unknown == 0 ? "" : ", " + unknown + " unknown";
  }

  private static String pending(Status status) {
    int pending = status.guests(GuestStatus.Standing.RESTART_PENDING).size();
    return pending == 0 ? "" : ", " + pending + " waiting for a restart";
  }

  private static long count(Status status, GuestStatus.Presence presence) {
    return status.guests().stream().filter(guest -> guest.presence() == presence).count();
  }

  private StatusText() {}
}
