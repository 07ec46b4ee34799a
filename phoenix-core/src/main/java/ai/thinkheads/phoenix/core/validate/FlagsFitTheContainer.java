package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Container flags are ones that Proxmox knows, with values that it takes ({@code PVE::LXC::Config},
 * format of {@code features}); {@code keyctl} and {@code mknod} are for unprivileged containers
 * only.
 */
final class FlagsFitTheContainer implements Rule {

  private static final Set<String> SWITCHES =
      Set.of("nesting", "keyctl", "fuse", "mknod", "force_rw_sys");
  private static final Set<String> UNPRIVILEGED_ONLY = Set.of("keyctl", "mknod");

  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(
            container ->
                container.flags().entrySet().stream().flatMap(flag -> check(container, flag)));
  }

  private static Stream<Problem> check(Container container, Map.Entry<String, String> flag) {
    String name = flag.getKey();
    if (!SWITCHES.contains(name) && !name.equals("mount")) {
      return Stream.of(
          Paths.error(
              container,
              "pct_options",
              "\"" + name + "\" is not a container flag",
              "use nesting, keyctl, fuse, mknod, mount or force_rw_sys"));
    }
    String values = name.equals("mount") ? "[A-Za-z0-9_ ]+(;[A-Za-z0-9_ ]+)*" : "[01]";
    if (!flag.getValue().matches(values)) {
      return Stream.of(
          Paths.error(
              container,
              "pct_options",
              "flag " + name + " cannot be \"" + flag.getValue() + "\"",
              name.equals("mount") ? "name file systems, like nfs;cifs" : "use 0 or 1"));
    }
    boolean misplaced =
        UNPRIVILEGED_ONLY.contains(name)
            && flag.getValue().equals("1")
            && !container.unprivileged();
    return misplaced
        ? Stream.of(
            Paths.error(
                container,
                "pct_options",
                "flag " + name + " is for unprivileged containers only",
                "take it away, or make the container unprivileged"))
        : Stream.empty();
  }
}
