package ai.thinkheads.phoenix.core.text;

/** What a piece of text means, so that a {@link Paint} can give it a colour. */
public enum Ink {
  /** Ordinary text. */
  PLAIN,
  /** A title or a total. */
  STRONG,
  /** What matters least. */
  QUIET,
  /** What comes into being. */
  CREATED,
  /** What is changed. */
  CHANGED,
  /** What is destroyed, or interrupts what runs. */
  DANGER,
  /** What went well. */
  GOOD,
  /** What went wrong. */
  BAD
}
