package ai.thinkheads.phoenix.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the definition comes from, and how strictly it is read. */
final class DefinitionOptions {

  @Option(
      names = "--config-dir",
      paramLabel = "DIR",
      description = "Directory with the two JSON files. Default: the working directory.")
  Optional<Path> configDir = Optional.empty();

  @Option(
      names = "--scripts-dir",
      paramLabel = "DIR",
      description =
          "Directory with your own scripts. Default: scripts/ beside the files, or in the working"
              + " directory when the definition is Java.")
  Optional<Path> scriptsDir = Optional.empty();

  @Option(names = "--strict", description = "Take warnings for errors.")
  boolean strict;
}
