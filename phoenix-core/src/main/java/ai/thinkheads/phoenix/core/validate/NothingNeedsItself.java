package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No container needs itself by way of clone sources and dependencies. */
final class NothingNeedsItself implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return ValidInfrastructure.dependencies(infrastructure).cycles().stream()
        .map(cycle -> problem(infrastructure.containers().get(cycle.get(0)), cycle));
  }

  private static Problem problem(Container first, List<Vmid> cycle) {
    String members =
        Stream.concat(cycle.stream(), Stream.of(cycle.get(0)))
            .map(Vmid::toString)
            .collect(Collectors.joining(" → "));
    boolean cloned = first.cloneSource().filter(cycle::contains).isPresent();
    return Paths.error(
        first,
        cloned ? "clone_from_ctid" : "dependencies",
        "needs itself: " + members,
        "take one of these clone sources or dependencies away");
  }
}
