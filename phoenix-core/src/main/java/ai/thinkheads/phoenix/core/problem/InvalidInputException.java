package ai.thinkheads.phoenix.core.problem;

import ai.thinkheads.phoenix.core.PhoenixException;
import java.util.List;
import java.util.stream.Collectors;

/** An input has problems that forbid going on; all of them are told at once. */
public final class InvalidInputException extends PhoenixException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** The input has these problems. */
  public InvalidInputException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order of the input. */
  public List<Problem> problems() {
    return problems;
  }
}
