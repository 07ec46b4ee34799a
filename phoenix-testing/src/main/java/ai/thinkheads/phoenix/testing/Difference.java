package ai.thinkheads.phoenix.testing;

import java.util.ArrayList;
import java.util.List;

/** The difference between lines that were expected and lines that are there. */
final class Difference {

  /** So many lines that both have in common are shown around what differs. */
  private static final int CONTEXT = 5;

  /** So many pairs of lines are compared; beyond that, all lines count as different. */
  private static final long MOST_PAIRS = 10_000_000;

  /** So many lines are shown. */
  private static final int MOST_LINES = 200;

  private final List<String> expected;
  private final List<String> actual;
  private final List<String> lines = new ArrayList<>();

  private Difference(List<String> expected, List<String> actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * The lines of both in order: those of both by themselves, missing ones behind {@code -}, and
   * unexpected ones behind {@code +}; {@code …} stands for what is far from all that differs.
   */
  static String between(List<String> expected, List<String> actual) {
    Difference difference = new Difference(expected, actual);
    difference.compare();
    return String.join("\n", difference.shortened());
  }

  private void compare() {
    int start = 0;
    int least = Math.min(expected.size(), actual.size());
    while (start < least && expected.get(start).equals(actual.get(start))) {
      lines.add("    " + expected.get(start++));
    }
    int tail = 0;
    while (tail < least - start && fromEnd(expected, tail).equals(fromEnd(actual, tail))) {
      tail++;
    }
    compare(
        expected.subList(start, expected.size() - tail),
        actual.subList(start, actual.size() - tail));
    expected
        .subList(expected.size() - tail, expected.size())
        .forEach(line -> lines.add("    " + line));
  }

  private static String fromEnd(List<String> list, int place) {
    return list.get(list.size() - 1 - place);
  }

  private void compare(List<String> wanted, List<String> found) {
    boolean comparable = (long) wanted.size() * found.size() <= MOST_PAIRS;
    int[][] common = comparable ? commonLines(wanted, found) : new int[0][0];
    int i = 0;
    int j = 0;
    while (i < wanted.size() || j < found.size()) {
      boolean bothLeft = i < wanted.size() && j < found.size();
      if (comparable && bothLeft && wanted.get(i).equals(found.get(j))) {
        lines.add("    " + wanted.get(i++));
        j++;
      } else if (j == found.size()
          || (bothLeft && (!comparable || common[i + 1][j] >= common[i][j + 1]))) {
        lines.add("  - " + wanted.get(i++));
      } else {
        lines.add("  + " + found.get(j++));
      }
    }
  }

  /** How many lines both have in common from each pair of places on. */
  private static int[][] commonLines(List<String> wanted, List<String> found) {
    int[][] common = new int[wanted.size() + 1][found.size() + 1];
    for (int i = wanted.size() - 1; i >= 0; i--) {
      for (int j = found.size() - 1; j >= 0; j--) {
        common[i][j] =
            wanted.get(i).equals(found.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private List<String> shortened() {
    boolean[] near = nearDifferences();
    List<String> shown = new ArrayList<>();
    for (int place = 0; place < lines.size() && shown.size() < MOST_LINES; place++) {
      if (near[place]) {
        shown.add(lines.get(place));
      } else if (place == 0 || near[place - 1]) {
        shown.add("    …");
      }
    }
    if (shown.size() == MOST_LINES) {
      shown.add("    … and so on");
    }
    return shown;
  }

  private boolean[] nearDifferences() {
    boolean[] near = new boolean[lines.size()];
    for (int place = 0; place < lines.size(); place++) {
      if (!lines.get(place).startsWith("    ")) {
        int end = Math.min(lines.size() - 1, place + CONTEXT);
        for (int around = Math.max(0, place - CONTEXT); around <= end; around++) {
          near[around] = true;
        }
      }
    }
    return near;
  }
}
