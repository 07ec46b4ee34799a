package ai.thinkheads.phoenix.core.feature;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All features and scripts that a definition can use. A user's own script comes before a feature of
 * the same name that Phoenix brings.
 *
 * @param features the features that come with Phoenix or its extensions, by name
 * @param scripts the user's own scripts
 */
public record FeatureCatalog(SortedMap<String, Feature> features, ScriptLibrary scripts) {

  /** Copies the features. */
  public FeatureCatalog {
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
  }

  /** A catalog of these features, without scripts. */
  public static FeatureCatalog of(Collection<? extends Feature> features) {
    SortedMap<String, Feature> byName = new TreeMap<>();
    features.forEach(feature -> byName.put(feature.name(), feature));
    return new FeatureCatalog(byName, ScriptLibrary.empty());
  }

  /** The features that are found by {@link ServiceLoader}, without scripts. */
  public static FeatureCatalog installed() {
    return of(
        ServiceLoader.load(Feature.class, FeatureCatalog.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** The same with a user's own scripts. */
  public FeatureCatalog withScripts(ScriptLibrary library) {
    return new FeatureCatalog(features, library);
  }

  /** The feature of that name. */
  public Optional<Feature> feature(String name) {
    return scripts.feature(name).or(() -> Optional.ofNullable(features.get(name)));
  }

  /** What a container gets: the features that it lists, then those that it implies, by name. */
  public List<FeatureUse> usesOf(Container container) {
    Stream<FeatureUse> implied =
        features.values().stream()
            .filter(feature -> feature.isImpliedBy(container))
            .map(feature -> FeatureUse.of(feature.name()))
            .filter(use -> !lists(container, use.name()));
    return Stream.concat(container.features().stream(), implied).toList();
  }

  /**
   * The flags of a container: its own, with those that its features need. Where both name file
   * systems to mount, all of them.
   */
  public Map<String, String> flagsOf(Container container) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (FeatureUse use : usesOf(container)) {
      Map<String, String> needed =
          feature(use.name()).map(feature -> feature.flags(container)).orElse(Map.of());
      needed.forEach((name, value) -> flags.merge(name, value, (a, b) -> joined(name, a, b)));
    }
    container
        .flags()
        .forEach((name, value) -> flags.merge(name, value, (a, b) -> joined(name, a, b)));
    return flags;
  }

  private static String joined(String flag, String first, String second) {
    return flag.equals("mount")
        ? Stream.of((first + ";" + second).split(";")).distinct().collect(Collectors.joining(";"))
        : second;
  }

  private static boolean lists(Container container, String name) {
    return container.features().stream().anyMatch(use -> use.name().equals(name));
  }

  /** The names that {@link #feature} knows. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(features.keySet());
    names.addAll(scripts.featureNames());
    return names;
  }
}
