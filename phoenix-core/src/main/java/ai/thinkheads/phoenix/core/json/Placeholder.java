package ai.thinkheads.phoenix.core.json;

/** Replaced by the reader and writer of the two files. */
final class Placeholder {
  private Placeholder() {}
}
