package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.PhoenixException;
import ai.thinkheads.phoenix.core.feature.ScriptDirectory;
import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where a command takes its definition from. */
interface DefinitionSource {

  /**
   * Reads the definition.
   *
   * @throws PhoenixException when there is none, or it cannot be read
   */
  Definition read(DefinitionOptions options, Surroundings surroundings);

  /** Whether the user names it by {@code --config-dir}. */
  boolean isDirectory();

  /** The two JSON files of a directory. */
  static DefinitionSource files() {
    return new DefinitionSource() {
      @Override
      public boolean isDirectory() {
        return true;
      }

      @Override
      public Definition read(DefinitionOptions options, Surroundings surroundings) {
        Path directory = surroundings.path(options.configDir.orElse(Path.of("")));
        ConfigFiles files = ConfigFiles.read(directory);
        ScriptDirectory.Contents scripts = scripts(options, surroundings, directory);
        return new Definition(
            files.infrastructure(),
            () -> files,
            files::locate,
            scripts.library(),
            Stream.concat(files.problems().stream(), scripts.problems().stream()).toList());
      }
    };
  }

  /** What a user's own Java code says. */
  static DefinitionSource of(Supplier<Infrastructure> code) {
    return new DefinitionSource() {
      @Override
      public boolean isDirectory() {
        return false;
      }

      @Override
      public Definition read(DefinitionOptions options, Surroundings surroundings) {
        if (options.configDir.isPresent()) {
          throw new UsageException(
              "--config-dir cannot be used: this program brings its own definition",
              "leave it out, or use the phoenix command for JSON files");
        }
        Infrastructure infrastructure = JavaDefinition.evaluate(code);
        ScriptDirectory.Contents scripts =
            scripts(options, surroundings, surroundings.path(Path.of("")));
        return new Definition(
            infrastructure,
            () -> ConfigFiles.of(infrastructure),
            UnaryOperator.identity(),
            scripts.library(),
            scripts.problems());
      }
    };
  }

  /** The scripts that the user keeps in that directory, or in the one that the options name. */
  static ScriptDirectory.Contents scripts(
      DefinitionOptions options, Surroundings surroundings, Path beside) {
    Optional<Path> named = options.scriptsDir.map(surroundings::path);
    named
        .filter(directory -> !Files.isDirectory(directory))
        .ifPresent(
            directory -> {
              throw new UsageException(
                  "--scripts-dir " + directory + " is no directory",
                  "name the directory that holds your scripts");
            });
    return ScriptDirectory.read(named.orElseGet(() -> beside.resolve("scripts")));
  }
}
