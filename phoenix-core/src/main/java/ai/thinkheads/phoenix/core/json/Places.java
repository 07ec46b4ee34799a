package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the places in the two files that problems are about. */
final class Places {

  private static final int LONGEST_PATH = 1000;

  /** The problem with the place of its path, when it has none yet and the path leads somewhere. */
  static Problem locate(Problem problem, Optional<Source> host, Optional<Source> guests) {
    boolean hopeless = problem.path().isEmpty() || problem.path().length() > LONGEST_PATH;
    if (problem.location().isPresent() || hopeless) {
      return problem;
    }
    return Stream.of(guests, host)
        .flatMap(Optional::stream)
        .map(source -> source.follow(spelled(JsonPath.steps(problem.path()), source)))
        .filter(place -> place.steps() > 0)
        .reduce((one, other) -> one.steps() >= other.steps() ? one : other)
        .map(place -> problem.at(place.location()))
        .orElse(problem);
  }

  /** A parameter of vLLM usually stands under a key of its own. */
  private static List<Object> spelled(List<Object> steps, Source source) {
    int at = steps.indexOf("feature_parameters");
    if (at < 0 || steps.size() < at + 3 || !steps.get(at + 1).equals(VllmKeys.FEATURE)) {
      return steps;
    }
    List<Object> own = new ArrayList<>(steps.subList(0, at));
    own.add(VllmKeys.key(steps.get(at + 2).toString()));
    if (source.follow(own).steps() != own.size()) {
      return steps;
    }
    own.addAll(steps.subList(at + 3, steps.size()));
    return own;
  }

  private Places() {}
}
