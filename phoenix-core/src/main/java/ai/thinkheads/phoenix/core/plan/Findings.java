package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.validate.Paths;
import java.util.ArrayList;
import java.util.List;

/** What stands in the way of a container, in the order in which it was found. */
final class Findings {

  private final Container container;
  private final List<Problem> problems = new ArrayList<>();

  Findings(Container container) {
    this.container = container;
  }

  /** The container is in a state that forbids it. */
  void error(String message, String remedy) {
    problems.add(Problem.error(container.title(), message, remedy));
  }

  /** The container is in a state that people should know of. */
  void warning(String message, String remedy) {
    problems.add(Problem.warning(container.title(), message, remedy));
  }

  /** What that key of its definition asks for cannot be had. */
  void error(String key, String message, String remedy) {
    problems.add(Paths.error(container, key, message, remedy));
  }

  /** What that key of its definition asks for may not be what was meant. */
  void warning(String key, String message, String remedy) {
    problems.add(Paths.warning(container, key, message, remedy));
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  List<Problem> list() {
    return List.copyOf(problems);
  }
}
