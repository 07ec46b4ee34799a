package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Sheet;
import ai.thinkheads.phoenix.core.text.Words;
import java.util.ArrayList;
import java.util.List;

/** How the guests that are not as they are defined are shown to people. */
public final class DriftText {

  /** A block for each guest that differs, a line for each difference, then the totals. */
  public static String of(Status status, Page page) {
    Sheet sheet = new Sheet();
    status.guests().stream()
        .filter(guest -> !guest.isInSync() || fails(status, guest))
        .forEach(
            guest -> {
              write(guest, StatusText.label(guest, status), sheet);
              FindingText.write(status.findings(guest.vmid()), sheet);
            });
    String guests = sheet.on(page);
    return (guests.isEmpty() ? "" : guests + "\n") + page.paragraph(Ink.STRONG, totals(status));
  }

  private static boolean fails(Status status, GuestStatus guest) {
    return status.findings(guest.vmid()).stream()
        .anyMatch(finding -> finding.state() == Finding.State.FAILS);
  }

  private static void write(GuestStatus guest, String head, Sheet sheet) {
    if (guest.changes().isEmpty()) {
      sheet.row(head, Ink.CHANGED, guest.standing().toString());
      return;
    }
    String label = head;
    String note = guest.standing().toString();
    for (Change change : guest.changes()) {
      String text = (change.what() + " " + change.text()).strip();
      sheet.row(Ink.CHANGED, label, text, Ink.QUIET, note);
      label = "";
      note = "";
    }
  }

  private static String totals(Status status) {
    List<String> parts = new ArrayList<>();
    add(parts, status, GuestStatus.Standing.DRIFTED, "differing");
    add(parts, status, GuestStatus.Standing.MISSING, "missing");
    add(parts, status, GuestStatus.Standing.UNREACHABLE, "out of reach");
    add(parts, status, GuestStatus.Standing.RESTART_PENDING, "waiting for a restart");
    add(parts, status, GuestStatus.Standing.IN_SYNC, "in sync");
    return Words.count(status.guests().size(), "guest")
        + " of "
        + status.infrastructure()
        + " on "
        + status.node().name()
        + ": "
        + (parts.isEmpty() ? "none" : String.join(", ", parts))
        + FindingText.totals(status)
        + ".";
  }

  private static void add(
      List<String> parts, Status status, GuestStatus.Standing standing, String words) {
    int count = status.guests(standing).size();
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  private DriftText() {}
}
