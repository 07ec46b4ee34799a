package ai.thinkheads.phoenix.core.feature;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scripts that a user keeps beside a definition, by file name.
 *
 * @param origin where they come from, for messages, like {@code etc/scripts}
 * @param scripts the scripts by file name
 */
public record ScriptLibrary(String origin, SortedMap<String, Script> scripts) {

  private static final String ORIGINAL_PREFIX = "phoenix_hypervisor_feature_install_";

  /** Copies the scripts. */
  public ScriptLibrary {
    scripts = Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
  }

  /** A library without scripts. */
  public static ScriptLibrary empty() {
    return new ScriptLibrary("no script directory", new TreeMap<>());
  }

  /** A library of these scripts. */
  public static ScriptLibrary of(String origin, Collection<Script> scripts) {
    SortedMap<String, Script> byName = new TreeMap<>();
    scripts.forEach(script -> byName.put(script.name(), script));
    return new ScriptLibrary(origin, byName);
  }

  /** The application script of that file name. */
  public Optional<Script> application(String fileName) {
    return Optional.ofNullable(scripts.get(fileName));
  }

  /**
   * The user's own feature of that name: {@code NAME.sh}, or as the original orchestrator called
   * it, {@code phoenix_hypervisor_feature_install_NAME.sh}.
   */
  public Optional<Feature> feature(String name) {
    return application(name + ".sh")
        .or(() -> application(ORIGINAL_PREFIX + name + ".sh"))
        .map(script -> ScriptFeature.of(name, script, origin));
  }

  /** The names of all features that this library could supply. */
  public Collection<String> featureNames() {
    return scripts.keySet().stream()
        .filter(file -> file.endsWith(".sh"))
        .map(file -> file.substring(0, file.length() - ".sh".length()))
        .map(
            name ->
                name.startsWith(ORIGINAL_PREFIX) ? name.substring(ORIGINAL_PREFIX.length()) : name)
        .sorted()
        .distinct()
        .toList();
  }
}
