package ai.thinkheads.phoenix.dsl;

/** Replaced soon. */
final class Placeholder {
  private Placeholder() {}
}
