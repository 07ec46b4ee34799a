package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Sheet;
import java.util.ArrayList;
import java.util.List;

/** How what was found inside of guests is shown to people. */
final class FindingText {

  /** A row for each finding that says more than that it works. */
  static void write(List<Finding> findings, Sheet sheet) {
    for (Finding finding : findings) {
      if (finding.state() != Finding.State.WORKS) {
        boolean fails = finding.state() == Finding.State.FAILS;
        sheet.row(
            "",
            fails ? Ink.CHANGED : Ink.QUIET,
            finding.name()
                + (fails ? " fails: " : " is unknown: ")
                + String.join("; ", finding.text().lines().toList()));
      }
    }
  }

  /** How many there are of each, behind a semicolon; empty when nobody looked. */
  static String totals(Status status) {
    List<String> parts = new ArrayList<>();
    for (Finding.State state : Finding.State.values()) {
      long count = status.count(state);
      if (count > 0) {
        parts.add(count + " " + words(state));
      }
    }
    return parts.isEmpty() ? "" : "; inside: " + String.join(", ", parts);
  }

  private static String words(Finding.State state) {
    return switch (state) {
      case WORKS -> "working";
      case FAILS -> "failing";
      case UNKNOWN -> "unknown";
    };
  }

  private FindingText() {}
}
