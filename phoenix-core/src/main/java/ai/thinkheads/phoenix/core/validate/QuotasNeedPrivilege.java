package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.stream.Stream;

/** User quotas are for privileged containers only: an unprivileged one would not start. */
final class QuotasNeedPrivilege implements Rule {
  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .filter(Container::unprivileged)
        .flatMap(
            container ->
                Stream.concat(
                    problem(container, "rootfs", "/", container.rootDisk().options()),
                    container.mounts().stream()
                        .flatMap(
                            mount ->
                                problem(container, key(mount), mount.path(), mount.options()))));
  }

  private static String key(Mount mount) {
    return mount instanceof Mount.Bind ? "mount_points" : "volumes";
  }

  private static Stream<Problem> problem(
      Container container, String key, String path, MountOptions options) {
    return options.quota().orElse(false)
        ? Stream.of(
            Paths.error(
                container,
                key,
                "has quotas on " + path + ", so it could not start as an unprivileged container",
                "take quota away, or make the container privileged"))
        : Stream.empty();
  }
}
