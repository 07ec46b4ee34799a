package ai.thinkheads.phoenix.testing;

/** Replaced soon. */
final class Placeholder {
  private Placeholder() {}
}
