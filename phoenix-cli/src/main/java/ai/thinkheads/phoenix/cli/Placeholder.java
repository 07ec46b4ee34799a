package ai.thinkheads.phoenix.cli;

/** Replaced soon. */
final class Placeholder {
  private Placeholder() {}
}
