package ai.thinkheads.phoenix.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.ScriptDirectory;
import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files as the original orchestrator's authors published them; tests skip without them. */
public final class PublishedLab {

  private static final Path DIRECTORY =
      Path.of("").toAbsolutePath().resolve("../../shared/compat").normalize();

  public static ValidInfrastructure load() {
    assumeTrue(Files.isDirectory(DIRECTORY), "the published files are not here");
    FeatureCatalog catalog =
        FeatureCatalog.installed()
            .withScripts(ScriptDirectory.read(DIRECTORY.resolve("scripts")).library());
    return Validator.of(catalog)
        .validate(ConfigFiles.read(DIRECTORY).infrastructure())
        .orElseThrow();
  }

  private PublishedLab() {}
}
