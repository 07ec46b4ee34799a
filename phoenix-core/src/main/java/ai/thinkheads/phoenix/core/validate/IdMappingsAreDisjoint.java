package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.IdMapping;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The {@code lxc.idmap} rows of a container can be understood and do not overlap. */
final class IdMappingsAreDisjoint implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(container -> check(container).stream());
  }

  private static List<Problem> check(Container container) {
    List<Problem> problems = new ArrayList<>();
    List<IdMapping> before = new ArrayList<>();
    for (LxcRow row : container.lxc()) {
      if (row.key().equals("lxc.idmap")) {
        try {
          IdMapping mapping = IdMapping.parse(row.value().replaceAll("\\s+", " "));
          before.stream()
              .filter(mapping::overlaps)
              .findFirst()
              .ifPresent(other -> problems.add(overlap(container, other, mapping)));
          before.add(mapping);
        } catch (IllegalArgumentException e) {
          problems.add(Paths.error(container, "lxc_options", String.valueOf(e.getMessage()), ""));
        }
      }
    }
    return problems;
  }

  private static Problem overlap(Container container, IdMapping one, IdMapping other) {
    return Paths.error(
        container,
        "lxc_options",
        "id mappings " + one.row().value() + " and " + other.row().value() + " overlap",
        "make them disjoint");
  }
}
