package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Features and application scripts can be found, get the parameters that they understand, are not
 * named twice, and have what they require on the container or what it is cloned from.
 */
final class FeaturesAreKnown implements Rule {

  /** Names under which other things are recorded in a guest. */
  private static final Set<String> RESERVED = Set.of("application", "health-check");

  @Override
  public Stream<Problem> check(Infrastructure infrastructure, FeatureCatalog catalog) {
    return infrastructure.containers().values().stream()
        .flatMap(container -> check(infrastructure, catalog, container).stream());
  }

  private static List<Problem> check(
      Infrastructure infrastructure, FeatureCatalog catalog, Container container) {
    List<Problem> problems = new ArrayList<>();
    Set<String> before = inherited(infrastructure, catalog, container);
    Set<String> own = new HashSet<>();
    for (FeatureUse use : catalog.usesOf(container)) {
      Optional<Feature> feature = catalog.feature(use.name());
      if (!own.add(use.name())) {
        problems.add(
            Paths.error(
                container, "features", "names \"" + use.name() + "\" twice", "name it once"));
      } else if (RESERVED.contains(use.name())) {
        problems.add(
            Paths.error(
                container,
                "features",
                "\"" + use.name() + "\" is a reserved name",
                "give the feature another name"));
      } else if (feature.isEmpty()) {
        problems.add(unknown(container, use.name(), catalog));
      } else {
        problems.addAll(
            feature
                .get()
                .check(
                    Paths.of(container.vmid(), "feature_parameters." + use.name()),
                    feature.get().complete(use.parameters(), container, infrastructure)));
        for (String required : feature.get().requires()) {
          if (!before.contains(required)) {
            problems.add(missing(container, use.name(), required));
          }
        }
      }
      before.add(use.name());
    }
    container
        .applicationScript()
        .filter(name -> catalog.scripts().application(name).isEmpty())
        .ifPresent(name -> problems.add(missingScript(container, name, catalog)));
    return problems;
  }

  /** The features of everything that the container is cloned from, directly or not. */
  private static Set<String> inherited(
      Infrastructure infrastructure, FeatureCatalog catalog, Container container) {
    Set<String> features = new HashSet<>();
    Set<Container> visited = new HashSet<>();
    Optional<Container> ancestor = container.cloneSource().flatMap(infrastructure::container);
    while (ancestor.isPresent() && visited.add(ancestor.get())) {
      catalog.usesOf(ancestor.get()).forEach(use -> features.add(use.name()));
      ancestor = ancestor.get().cloneSource().flatMap(infrastructure::container);
    }
    return features;
  }

  private static Problem unknown(Container container, String name, FeatureCatalog catalog) {
    return Paths.error(
        container,
        "features",
        "feature \"" + name + "\" is not known",
        Suggestions.nearest(name, catalog.names())
                .map(near -> "did you mean \"" + near + "\"? Else ")
                .orElse("")
            + "use one of "
            + catalog.names()
            + ", or put "
            + name
            + ".sh into "
            + catalog.scripts().origin());
  }

  private static Problem missing(Container container, String name, String required) {
    return Paths.error(
        container,
        "features",
        "feature \"" + name + "\" needs \"" + required + "\" before it",
        "list \"" + required + "\" before it, or clone from a template that has it");
  }

  private static Problem missingScript(Container container, String name, FeatureCatalog catalog) {
    return Paths.error(
        container,
        "application_script",
        "script \"" + name + "\" is not in " + catalog.scripts().origin(),
        "put it there, or name the directory with --scripts-dir");
  }
}
