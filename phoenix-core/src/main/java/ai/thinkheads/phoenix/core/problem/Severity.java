package ai.thinkheads.phoenix.core.problem;

/** How bad a problem is. */
public enum Severity {
  /** Nothing can be planned before it is mended. */
  ERROR,
  /** Worth knowing; an error in strict mode. */
  WARNING
}
