package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Locale;
import java.util.stream.Stream;

/** No two containers have the same host name; DNS does not tell upper from lower case. */
final class NamesAreUnique implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return Repeated.among(
            infrastructure.containers().values(),
            container -> Stream.of(container.name().toLowerCase(Locale.ROOT)))
        .map(
            repeated ->
                Paths.error(
                    repeated.later(),
                    "name",
                    "has the same name as " + repeated.earlier().title(),
                    "give one of them another name"));
  }
}
