package ai.thinkheads.phoenix.core.run;

/**
 * Why something failed or was skipped.
 *
 * @param message what happened
 * @param remedy what to do about it; empty when the message says it
 */
public record Failure(String message, String remedy) {

  /** {@code MESSAGE; REMEDY}. */
  @Override
  public String toString() {
    return remedy.isEmpty() ? message : message + "; " + remedy;
  }
}
