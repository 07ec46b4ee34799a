package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A container is given each device file of the node once. */
final class DevicesAreGivenOnce implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream().flatMap(DevicesAreGivenOnce::check);
  }

  private static Stream<Problem> check(Container container) {
    Set<String> paths = new HashSet<>();
    return container.devices().stream()
        .map(DevicePassthrough::path)
        .filter(path -> !paths.add(path))
        .distinct()
        .map(
            path ->
                Paths.error(
                    container, "devices", "is given " + path + " twice", "keep one of them"));
  }
}
