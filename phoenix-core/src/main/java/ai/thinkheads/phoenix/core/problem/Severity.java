package ai.thinkheads.phoenix.core.problem;

import java.util.Locale;

/** How bad a problem is. */
public enum Severity {
  /** Nothing can be planned before it is mended. */
  ERROR,
  /** Worth mending; an error in strict mode. */
  WARNING,
  /** Worth knowing: something is kept, but has no effect. */
  NOTE;

  /** The word that messages begin with, like {@code warning}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
