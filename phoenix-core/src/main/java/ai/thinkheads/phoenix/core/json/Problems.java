package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The problems of one file, as they are found. One value has at most one error. */
final class Problems {

  /** A file with more problems than this is told to be hopeless, not listed line by line. */
  private static final int LIMIT = 500;

  private final String file;
  private final List<Problem> found = new ArrayList<>();
  private final Set<String> wrong = new HashSet<>();
  private boolean further;
  private int beyond;

  Problems(String file) {
    this.file = file;
  }

  void error(Position position, JsonPath path, String message, String remedy) {
    if (found.size() >= 2 * LIMIT) {
      beyond++;
    } else {
      error(position, path.toString(), message, remedy);
    }
  }

  void error(Position position, String path, String message, String remedy) {
    if (wrong.add(path)) {
      add(Severity.ERROR, position, path, message, remedy);
    }
  }

  /** An error besides others about the same value. */
  void furtherError(Position position, JsonPath path, String message, String remedy) {
    further = true;
    add(Severity.ERROR, position, path.toString(), message, remedy);
  }

  void warning(Position position, JsonPath path, String message, String remedy) {
    if (hearsOfSmallThings()) {
      add(Severity.WARNING, position, path.toString(), message, remedy);
    }
  }

  void note(Position position, JsonPath path, String message, String remedy) {
    if (hearsOfSmallThings()) {
      add(Severity.NOTE, position, path.toString(), message, remedy);
    }
  }

  private void add(
      Severity severity, Position position, String path, String message, String remedy) {
    if (found.size() >= 2 * LIMIT) {
      beyond++;
      return;
    }
    found.add(
        new Problem(
            severity,
            Optional.of(position.in(file)),
            Quoted.shortened(path, 120),
            Quoted.oneLine(message),
            remedy));
  }

  /** Whether another warning or note would still be kept. */
  boolean hearsOfSmallThings() {
    return found.size() < LIMIT;
  }

  boolean hasErrors() {
    return further || !wrong.isEmpty();
  }

  /** All of them, in the order of the file. */
  List<Problem> inOrder() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Problems::position));
    if (beyond > 0) {
      sorted.add(
          Problem.error("", beyond + " further problems are not listed", "mend these first")
              .at(Position.NOWHERE.in(file)));
    }
    return sorted;
  }

  private static Position position(Problem problem) {
    return problem
        .location()
        .map(place -> new Position(place.line(), place.column()))
        .orElse(Position.NOWHERE);
  }
}
