package ai.thinkheads.phoenix.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How a plan is carried out. */
final class RunOptions {

  @Option(
      names = "--exit-code",
      description =
          "End with 4 when all is applied and guests still wait for a restart, with 3 when some have"
              + " to be replaced.")
  boolean exitCode;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before anything is changed.")
  boolean yes;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = TimeConverter.class,
      description =
          "How long to wait for another run that changes the same node, like 30s, 10m or 1h."
              + " Default: 0s, end at once and say whose it is.")
  Duration wait = Duration.ZERO;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many guests are worked on at once. Default: 4.")
  int parallelism = 4;
}
