package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.stream.Stream;

/**
 * Raw rows have the effect that they seem to have: those of control groups of version 1 have none,
 * and id mappings make an unprivileged container of any ({@code PVE::LXC} of pve-container).
 */
final class RowsFitTheContainer implements Rule {

  private static final String VERSION_1 = "lxc.cgroup.";

  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(container -> Stream.concat(controlGroups(container), mappings(container)));
  }

  private static Stream<Problem> controlGroups(Container container) {
    return container.lxc().stream()
        .map(LxcRow::key)
        .filter(key -> key.startsWith(VERSION_1))
        .distinct()
        .map(
            key ->
                Paths.warning(
                    container,
                    "lxc_options",
                    "row "
                        + key
                        + " is for control groups of version 1, which nodes no longer have",
                    "write lxc.cgroup2." + key.substring(VERSION_1.length())));
  }

  private static Stream<Problem> mappings(Container container) {
    boolean mapped = container.lxc().stream().anyMatch(row -> row.key().equals("lxc.idmap"));
    return mapped && !container.unprivileged()
        ? Stream.of(
            Paths.warning(
                container,
                "lxc_options",
                "is privileged, and yet has id mappings, which take its privileges away",
                "make it unprivileged, or take the rows lxc.idmap away"))
        : Stream.empty();
  }
}
