package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Severity;
import ai.thinkheads.phoenix.core.text.Words;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;

/** A command that begins with the definition. */
abstract class DefinitionCommand extends PhoenixCommand {

  private final Setup setup;

  private UnaryOperator<Problem> locate = UnaryOperator.identity();

  @Mixin DefinitionOptions definition = new DefinitionOptions();

  DefinitionCommand(Setup setup, Surroundings surroundings) {
    super(surroundings);
    this.setup = setup;
  }

  /** Reads and checks the definition. */
  final CheckedDefinition check() {
    return CheckedDefinition.of(
        setup.source().read(definition, surroundings()), setup.features(), definition.strict);
  }

  /** Reads and checks the definition, which must be valid; counts its warnings for the user. */
  final ValidInfrastructure valid(Screen screen) {
    CheckedDefinition checked = check();
    ValidInfrastructure valid = checked.orElseThrow();
    locate = checked.definition().locate();
    long warnings = checked.count(Severity.WARNING);
    if (warnings > 0 && screen.isVerbose()) {
      checked.problems().stream()
          .filter(problem -> problem.severity() == Severity.WARNING)
          .forEach(screen::problem);
    } else if (warnings > 0) {
      screen.message(
          Words.count(warnings, "warning") + " about the definition: see phoenix validate");
    }
    return valid;
  }

  /** A plan for the definition that was read, with the places of its problems in the files. */
  final Plan located(Plan plan) {
    return plan.located(locate);
  }
}
