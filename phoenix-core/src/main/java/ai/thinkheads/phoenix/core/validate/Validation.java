package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a validation.
 *
 * @param problems all problems, errors and warnings, in the order of the guests
 * @param valid the infrastructure, fit to be planned; absent when there is an error
 */
public record Validation(List<Problem> problems, Optional<ValidInfrastructure> valid) {

  /** Copies the problems. */
  public Validation {
    problems = List.copyOf(problems);
  }

  /**
   * The infrastructure, fit to be planned.
   *
   * @throws InvalidInputException with all problems when there is an error among them
   */
  public ValidInfrastructure orElseThrow() {
    return valid.orElseThrow(() -> new InvalidInputException(problems));
  }
}
