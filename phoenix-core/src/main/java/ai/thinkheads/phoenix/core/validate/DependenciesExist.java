package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.stream.Stream;

/** What a container depends on is part of the definition. */
final class DependenciesExist implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(
            container ->
                container.dependencies().stream()
                    .filter(needed -> infrastructure.container(needed).isEmpty())
                    .map(
                        needed ->
                            Paths.error(
                                container,
                                "dependencies",
                                "depends on " + needed + ", which is not defined",
                                "define " + needed + ", or take it out of the dependencies")));
  }
}
