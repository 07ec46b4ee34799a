package ai.thinkheads.phoenix.testing.sim;

/** Replaced soon. */
final class Placeholder {
  private Placeholder() {}
}
