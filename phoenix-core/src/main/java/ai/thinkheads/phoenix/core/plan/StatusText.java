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
            guest ->
                sheet.row(
                    ink(guest),
                    guest.vmid() + " " + guest.name(),
                    sync(guest),
                    Ink.PLAIN,
                    guest.presence().toString()));
    String guests = sheet.on(page);
    return (guests.isEmpty() ? "" : guests + "\n") + page.paragraph(Ink.STRONG, totals(status));
  }

  private static String sync(GuestStatus guest) {
    if (guest.presence() == GuestStatus.Presence.ABSENT) {
      return "does not exist";
    }
    return guest.isInSync()
        ? "in sync"
        : guest.changes().stream()
            .map(change -> change.what() + " " + change.text())
            .collect(Collectors.joining(", ", "differs: ", ""));
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
        + " absent; "
        + status.inSync()
        + " in sync.";
  }

  private static long count(Status status, GuestStatus.Presence presence) {
    return status.guests().stream().filter(guest -> guest.presence() == presence).count();
  }

  private StatusText() {}
}
