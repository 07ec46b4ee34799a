package ai.thinkheads.phoenix.cli;

/** What the exit status of the command says. */
final class ExitCode {

  /** It did what it was asked, or there was nothing to do. */
  static final int OK = 0;

  /** It tried and failed. */
  static final int FAILED = 1;

  /** It was used wrongly, or the definition is invalid; nothing was tried. */
  static final int USAGE = 2;

  /** There is something to do ({@code plan --exit-code}). */
  static final int PENDING = 3;

  /** It was interrupted. */
  static final int CANCELLED = 130;

  private ExitCode() {}
}
