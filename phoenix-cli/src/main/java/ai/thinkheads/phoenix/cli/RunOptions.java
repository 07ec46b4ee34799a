package ai.thinkheads.phoenix.cli;

import picocli.CommandLine.Option;

/** How a plan is carried out. */
final class RunOptions {

  @Option(
      names = "--exit-code",
      description = "End with 4 when all is applied and guests still wait for a restart.")
  boolean exitCode;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before anything is changed.")
  boolean yes;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many guests are worked on at once. Default: 4.")
  int parallelism = 4;
}
