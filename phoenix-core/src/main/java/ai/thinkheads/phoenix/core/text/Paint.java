package ai.thinkheads.phoenix.core.text;

/** Gives text the look of its meaning, for instance with the escape codes of a terminal. */
@FunctionalInterface
public interface Paint {

  /** The text with that look; what is added must not take up room on the page. */
  String paint(Ink ink, String text);

  /** Leaves all text as it is. */
  static Paint none() {
    return (ink, text) -> text;
  }
}
