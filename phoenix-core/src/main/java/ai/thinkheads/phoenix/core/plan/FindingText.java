package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.text.Ink;
import ai.thinkheads.phoenix.core.text.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How what was found inside of guests is shown to people. */
final class FindingText {

  /** A row for each finding that fails, and one for all of which nothing is known by one reason. */
  static void write(List<Finding> findings, Sheet sheet) {
    Map<String, List<String>> unknown = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (finding.state() == Finding.State.FAILS) {
        sheet.row("", Ink.CHANGED, finding.name() + " fails: " + line(finding.text()));
      } else if (finding.state() == Finding.State.UNKNOWN) {
        unknown
            .computeIfAbsent(line(finding.text()), reason -> new ArrayList<>())
            .add(finding.name());
      }
    }
    unknown.forEach(
        (reason, names) ->
            sheet.row(
                "",
                Ink.QUIET,
                String.join(", ", names)
                    + (names.size() == 1 ? " is unknown: " : " are unknown: ")
                    + reason));
  }

  private static String line(String text) {
    return String.join("; ", text.lines().toList());
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
