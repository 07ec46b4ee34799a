package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.text.Sheet;
import ai.thinkheads.phoenix.core.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a report is shown to people: what was done, what was not and why, and what to do now. */
public final class ReportText {

  /** What stands before a guest, in the order of {@link Outcome}. */
  private static final Map<Outcome, String> SIGNS = new EnumMap<>(Outcome.class);

  static {
    SIGNS.put(Outcome.DONE, "✓");
    SIGNS.put(Outcome.RESTART_PENDING, "!");
    SIGNS.put(Outcome.IN_SYNC, "=");
    SIGNS.put(Outcome.UNREACHABLE, "?");
    SIGNS.put(Outcome.FAILED, "✗");
    SIGNS.put(Outcome.ROLLED_BACK, "↶");
    SIGNS.put(Outcome.SKIPPED, "–");
    SIGNS.put(Outcome.CANCELLED, "–");
  }

  private final Report report;
  private final Page page;
  private final String again;

  private ReportText(Report report, Page page, String again) {
    this.report = report;
    this.page = page;
    this.again = again;
  }

  /** The whole report; guests that were in sync are only counted. */
  public static String of(Report report, Page page) {
    return new ReportText(report, page, "run the same command again").text();
  }

  /** The same of a saved plan, which cannot be run again once some of it is done. */
  public static String ofSavedPlan(Report report, Page page) {
    return new ReportText(report, page, "make a new plan").text();
  }

  private String text() {
    Sheet sheet = new Sheet();
    report.guests().forEach(guest -> write(guest, sheet));
    String guests = sheet.on(page);
    return (guests.isEmpty() ? "" : guests + "\n")
        + page.paragraph(report.isSuccess() ? Ink.GOOD : Ink.BAD, summary())
        + whatNow();
  }

  private String label(GuestReport guest) {
    String node = report.spansNodes() ? " (" + guest.node() + ")" : "";
    return SIGNS.get(guest.outcome()) + " " + guest.vmid() + " " + guest.name() + node;
  }

  private void write(GuestReport guest, Sheet sheet) {
    String label = label(guest);
    Ink ink = ink(guest.outcome());
    switch (guest.outcome()) {
      case DONE -> sheet.row(ink, label, titles(guest, Outcome.DONE), ink, "done, " + time(guest));
      case RESTART_PENDING ->
          sheet.row(ink, label, titles(guest, Outcome.DONE), ink, "restart pending");
      case IN_SYNC -> {}
      case FAILED, ROLLED_BACK -> {
        sheet.row(ink, label, message(guest), ink, guest.outcome().toString());
        guest
            .failure()
            .filter(failure -> !failure.remedy().isEmpty())
            .ifPresent(failure -> sheet.row("", Ink.STRONG, failure.remedy()));
        writeRest(guest, sheet);
      }
      case UNREACHABLE, SKIPPED ->
          sheet.row(ink, label, message(guest), ink, guest.outcome().toString());
      case CANCELLED -> {
        boolean begun = guest.steps().stream().anyMatch(step -> step.outcome() == Outcome.DONE);
        sheet.row(ink, label, message(guest), ink, begun ? "broken off" : "not started");
        if (begun) {
          writeRest(guest, sheet);
        }
      }
    }
  }

  private static void writeRest(GuestReport guest, Sheet sheet) {
    String done = titles(guest, Outcome.DONE);
    if (!done.isEmpty()) {
      sheet.row("", Ink.QUIET, "done: " + done);
    }
    String open =
        guest.steps().stream()
            .filter(
                step -> step.outcome() == Outcome.SKIPPED || step.outcome() == Outcome.CANCELLED)
            .map(step -> step.step().action().title())
            .collect(Collectors.joining(", "));
    if (!open.isEmpty()) {
      sheet.row("", Ink.QUIET, "not done: " + open);
    }
  }

  private static String titles(GuestReport guest, Outcome outcome) {
    return guest.steps().stream()
        .filter(step -> step.outcome() == outcome)
        .map(step -> step.step().action().title())
        .collect(Collectors.joining(", "));
  }

  /** What went wrong, behind the step that did. */
  private static String message(GuestReport guest) {
    String message = guest.failure().map(Failure::message).orElse("");
    String failed = titles(guest, Outcome.FAILED);
    return failed.isEmpty() || message.isEmpty() ? failed + message : failed + ": " + message;
  }

  private static String time(GuestReport guest) {
    return Words.duration(
        guest.steps().stream().map(StepReport::duration).reduce(Duration.ZERO, Duration::plus));
  }

  private static Ink ink(Outcome outcome) {
    return switch (outcome) {
      case DONE -> Ink.GOOD;
      case IN_SYNC -> Ink.QUIET;
      case FAILED, ROLLED_BACK -> Ink.BAD;
      case RESTART_PENDING, UNREACHABLE, SKIPPED, CANCELLED -> Ink.CHANGED;
    };
  }

  private String summary() {
    List<String> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count = report.count(outcome);
      if (count > 0) {
        counts.add(count + " " + (outcome == Outcome.CANCELLED ? "not finished" : outcome));
      }
    }
    String what = counts.isEmpty() ? "nothing was to be done" : String.join(", ", counts);
    return verdict() + ": " + what + ", in " + Words.duration(report.duration()) + ".";
  }

  private boolean hasFailures() {
    return report.count(Outcome.FAILED) + report.count(Outcome.ROLLED_BACK) > 0;
  }

  private String verdict() {
    if (report.isSuccess()) {
      return "Done";
    }
    if (hasFailures()) {
      return "Failed";
    }
    return report.cancelled() ? "Cancelled" : "Incomplete";
  }

  private String whatNow() {
    if (report.isSuccess()) {
      return "";
    }
    String next = first() + again + ": it goes on where this run ended.";
    return page.paragraph(Ink.PLAIN, Character.toUpperCase(next.charAt(0)) + next.substring(1));
  }

  private String first() {
    if (hasFailures()) {
      return "mend what failed, then ";
    }
    return report.count(Outcome.UNREACHABLE) > 0
        ? "when what is out of reach can be reached, "
        : "";
  }
}
