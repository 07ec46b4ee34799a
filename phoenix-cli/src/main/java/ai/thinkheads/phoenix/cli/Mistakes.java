package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.PhoenixException;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Severity;
import ai.thinkheads.phoenix.core.run.Failure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user is told when a command cannot do what it was asked, and its exit status. */
final class Mistakes {

  private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);

  private final Surroundings surroundings;

  Mistakes(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  PrintWriter out() {
    return new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8);
  }

  PrintWriter err() {
    return new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8);
  }

  /** The command line is wrong. */
  int usage(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    String remedy =
        suggestions(mistake).orElse("see " + command.getCommandSpec().qualifiedName() + " --help");
    new Screen(surroundings, new OutputOptions()).error(message(mistake) + "; " + remedy);
    return ExitCode.USAGE;
  }

  private static String message(ParameterException mistake) {
    return String.valueOf(mistake.getMessage()).replaceFirst("^Error: ", "");
  }

  private static Optional<String> suggestions(ParameterException mistake) {
    List<String> similar =
        mistake instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return similar.stream().findFirst().map(nearest -> "did you mean " + nearest + "?");
  }

  /** The command failed. */
  int failure(Exception failure, CommandLine command, ParseResult parsed) {
    LOG.debug("the command failed", failure);
    Screen screen =
        command.getCommand() instanceof PhoenixCommand own
            ? own.screen()
            : new Screen(surroundings, new OutputOptions());
    if (failure instanceof InvalidInputException invalid) {
      invalid.problems().stream()
          .filter(problem -> problem.severity() != Severity.NOTE || screen.isVerbose())
          .forEach(screen::problem);
      return ExitCode.USAGE;
    }
    screen.error(message(failure));
    return failure instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static String message(Exception failure) {
    if (failure instanceof HypervisorException trouble) {
      return new Failure(String.valueOf(trouble.getMessage()), trouble.remedy()).toString();
    }
    return failure instanceof PhoenixException
        ? String.valueOf(failure.getMessage())
        : "this should not happen: " + failure + "; please report it with the log of --verbose";
  }
}
