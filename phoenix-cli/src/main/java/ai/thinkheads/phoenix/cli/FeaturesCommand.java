package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.json.FeatureJson;
import ai.thinkheads.phoenix.core.problem.Suggestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what can be installed in a guest, and what each feature can be told. */
@Command(
    name = "features",
    description = "Show what can be installed in guests: all in one line each, or one in full.")
final class FeaturesCommand extends PhoenixCommand {

  private final Setup setup;

  @Mixin DefinitionOptions definition = new DefinitionOptions();

  @Parameters(
      paramLabel = "FEATURE",
      arity = "0..1",
      description = "The feature to show in full. Default: all, in one line each.")
  Optional<String> name = Optional.empty();

  FeaturesCommand(Setup setup, Surroundings surroundings) {
    super(surroundings);
    this.setup = setup;
  }

  @Override
  int run(Screen screen) {
    FeatureCatalog catalog = catalog();
    if (name.isPresent()) {
      Feature feature = catalog.feature(name.get()).orElseThrow(() -> unknown(catalog));
      screen.data(
          screen.isJson() ? FeatureJson.of(feature) : FeatureText.full(feature, screen.page()));
    } else {
      List<Feature> all =
          catalog.names().stream().map(catalog::feature).flatMap(Optional::stream).toList();
      screen.data(screen.isJson() ? FeatureJson.of(all) : FeatureText.list(all, screen.page()));
    }
    return ExitCode.OK;
  }

  private FeatureCatalog catalog() {
    Path beside = surroundings().path(definition.configDir.orElse(Path.of("")));
    return setup
        .features()
        .withScripts(DefinitionSource.scripts(definition, surroundings(), beside).library());
  }

  private UsageException unknown(FeatureCatalog catalog) {
    String meant =
        Suggestions.nearest(name.orElseThrow(), catalog.names())
            .map(near -> "did you mean \"" + near + "\"? ")
            .orElse("");
    return new UsageException(
        "there is no feature \"" + name.orElseThrow() + "\"",
        meant + "\"phoenix features\" lists them all");
  }
}
