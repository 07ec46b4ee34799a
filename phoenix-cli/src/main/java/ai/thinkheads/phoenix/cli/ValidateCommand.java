package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.json.ProblemJson;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Severity;
import ai.thinkheads.phoenix.core.text.Words;
import java.util.List;
import picocli.CommandLine.Command;

/** Says everything that is wrong with a definition, without looking at any node. */
@Command(
    name = "validate",
    description = "Check the definition and tell all problems at once. Touches no node.")
final class ValidateCommand extends DefinitionCommand {

  ValidateCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  int run(Screen screen) {
    try {
      CheckedDefinition checked = check();
      Infrastructure infrastructure = checked.definition().infrastructure();
      String subject =
          infrastructure.name()
              + ": "
              + Words.count(infrastructure.containers().size(), "guest")
              + ", ";
      show(subject, checked.problems(), screen);
      return checked.valid().isPresent() ? ExitCode.OK : ExitCode.USAGE;
    } catch (InvalidInputException e) {
      show("", e.problems(), screen);
      return ExitCode.USAGE;
    }
  }

  private static void show(String subject, List<Problem> problems, Screen screen) {
    if (screen.isJson()) {
      screen.data(ProblemJson.of(problems));
      return;
    }
    problems.stream()
        .filter(problem -> problem.severity() != Severity.NOTE || screen.isVerbose())
        .forEach(problem -> screen.data(screen.shown(problem.toString()) + "\n"));
    long notes = count(problems, Severity.NOTE);
    String kept =
        notes == 0 || screen.isVerbose()
            ? ""
            : ", " + Words.count(notes, "note") + " (--verbose shows them)";
    screen.data(
        subject
            + Words.count(count(problems, Severity.ERROR), "error")
            + ", "
            + Words.count(count(problems, Severity.WARNING), "warning")
            + kept
            + "\n");
  }

  private static long count(List<Problem> problems, Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).count();
  }
}
