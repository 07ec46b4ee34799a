package ai.thinkheads.phoenix.examples;

/** Replaced soon. */
final class Placeholder {
  private Placeholder() {}
}
