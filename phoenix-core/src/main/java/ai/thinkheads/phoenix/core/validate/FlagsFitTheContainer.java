package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                Stream.concat(
                    container.flags().entrySet().stream().flatMap(flag -> check(container, flag)),
                    contradictions(container, catalog)));
  }

  /** A flag that a feature needs cannot be switched off for the container. */
  private static Stream<Problem> contradictions(Container container, FeatureCatalog catalog) {
    return catalog.usesOf(container).stream()
        .flatMap(use -> catalog.feature(use.name()).stream())
        .flatMap(
            feature ->
                feature.flags(container).entrySet().stream()
                    .filter(need -> !need.getKey().equals("mount"))
                    .filter(need -> contradicts(container.flags().get(need.getKey()), need))
                    .map(
                        need ->
                            Paths.error(
                                container,
                                "pct_options",
                                "flag "
                                    + need.getKey()
                                    + " is "
                                    + container.flags().get(need.getKey())
                                    + ", and feature \""
                                    + feature.name()
                                    + "\" needs it to be "
                                    + need.getValue(),
                                "leave the flag out, or the feature")));
  }

  private static boolean contradicts(@Nullable String own, Map.Entry<String, String> need) {
    return own != null && !own.equals(need.getValue());
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
