package ai.thinkheads.phoenix.core.feature;

/**
 * A bash script that runs inside a guest.
 *
 * @param name its file name
 * @param text its text, as it stands in the file
 */
public record Script(String name, String text) {

  /**
   * @throws IllegalArgumentException when the text holds a NUL, which no shell can run
   */
  public Script {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "script \"" + name + "\" holds a NUL byte and is no shell script; check the file");
    }
  }

  @Override
  public String toString() {
    return "script " + name;
  }
}
