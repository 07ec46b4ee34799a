package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Severity;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validation;
import ai.thinkheads.phoenix.core.validate.Validator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A definition with everything that is wrong with it.
 *
 * @param definition the definition
 * @param problems all problems, with their places
 * @param valid the infrastructure, fit to be planned; absent when there is an error
 */
record CheckedDefinition(
    Definition definition, List<Problem> problems, Optional<ValidInfrastructure> valid) {

  CheckedDefinition {
    problems = List.copyOf(problems);
  }

  /** Checks a definition; when strict, warnings are errors. */
  static CheckedDefinition of(Definition definition, FeatureCatalog features, boolean strict) {
    Validation validation =
        Validator.of(features.withScripts(definition.scripts()))
            .validate(definition.infrastructure());
    List<Problem> problems =
        Stream.concat(
                definition.problems().stream(),
                validation.problems().stream().map(definition.locate()))
            .map(problem -> strict && isWarning(problem) ? problem.asError() : problem)
            .toList();
    boolean sound = problems.stream().noneMatch(Problem::isError);
    return new CheckedDefinition(
        definition, problems, sound ? validation.valid() : Optional.empty());
  }

  private static boolean isWarning(Problem problem) {
    return problem.severity() == Severity.WARNING;
  }

  /**
   * The infrastructure, fit to be planned.
   *
   * @throws InvalidInputException with all problems when there is an error among them
   */
  ValidInfrastructure orElseThrow() {
    return valid.orElseThrow(
        () ->
            new InvalidInputException(
                problems.stream().filter(problem -> isShown(problem)).toList()));
  }

  private static boolean isShown(Problem problem) {
    return problem.severity() != Severity.NOTE;
  }

  long count(Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).count();
  }
}
