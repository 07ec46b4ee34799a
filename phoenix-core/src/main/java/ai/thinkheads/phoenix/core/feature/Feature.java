package ai.thinkheads.phoenix.core.feature;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that can be installed in a guest, by a script that runs inside of it.
 *
 * <p>Features are found by {@link java.util.ServiceLoader}, or handed to a {@link FeatureCatalog}.
 */
public interface Feature {

  /** The word that definitions use, like {@code docker}. */
  String name();

  /** What it installs, in one line. */
  String summary();

  /**
   * The script that installs it, best one in parts. It must be safe to run again, and succeed only
   * when the feature works.
   */
  Script script();

  /**
   * Features that must be installed before it, on the guest itself or on what it is cloned from.
   */
  default Set<String> requires() {
    return Set.of();
  }

  /** Whether a container gets it although its definition does not list it. */
  default boolean isImpliedBy(Container container) {
    return false;
  }

  /** Proxmox container flags that it needs there, like {@code nesting} to {@code 1}. */
  default Map<String, String> flags(Container container) {
    return Map.of();
  }

  /** What people want to know of it before they use it; nothing unless this is overridden. */
  default Guide guide() {
    return Guide.empty();
  }

  /** What it can be told; anything unless this is overridden. */
  default Parameters parameters() {
    return Parameters.any();
  }

  /**
   * The parameters that the script gets: those given, with defaults for the others. What is given
   * may be of any kind, since it is checked afterwards.
   *
   * @param given what the definition gives
   * @param container the container that gets the feature
   * @param infrastructure the whole definition, for defaults that stand elsewhere in it
   */
  default Attributes complete(
      Attributes given, Container container, Infrastructure infrastructure) {
    return parameters().withPresets(given);
  }

  /**
   * Checks the parameters that the script would get.
   *
   * @param path where they stand, for the problems
   * @param completed what {@link #complete} returned
   */
  default List<Problem> check(String path, Attributes completed) {
    return parameters().check(path, completed);
  }
}
