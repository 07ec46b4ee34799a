package ai.thinkheads.phoenix.core.feature;

import java.util.regex.Pattern;

/**
 * A script that runs inside a guest. One in bash that defines a function {@code apply} is a script
 * in parts: it only defines functions, and Phoenix calls those that it has.
 *
 * <ul>
 *   <li>{@code check}: whether all that {@code apply} does is so already; then that is not run
 *   <li>{@code apply}: makes it so, and can be run again
 *   <li>{@code verify}: whether it works; changes nothing, and takes seconds at most
 * </ul>
 *
 * <p>Each runs in a bash of its own under {@code set -euo pipefail}, with the parameters in the
 * variables {@code param_NAME}. Any other script is run as it is.
 *
 * @param name its file name
 * @param text its text, as it stands in the file
 */
public record Script(String name, String text) {

  private static final Pattern OTHER_PROGRAM = Pattern.compile("#!(?![^\\n]*\\bbash\\b)");
  private static final Pattern APPLY = part("apply");
  private static final Pattern VERIFY = part("verify");

  private static Pattern part(String name) {
    return Pattern.compile("^(?:function[ \\t]+)?" + name + "[ \\t]*\\(\\)", Pattern.MULTILINE);
  }

  /**
   * @throws IllegalArgumentException when the text holds a NUL, which no shell can run
   */
  public Script {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "script \"" + name + "\" holds a NUL byte and is no shell script; check the file");
    }
  }

  /** Whether it is a script in parts. */
  public boolean hasParts() {
    return !OTHER_PROGRAM.matcher(text).lookingAt() && APPLY.matcher(text).find();
  }

  /** Whether it has a part that says whether what it installed works. */
  public boolean verifies() {
    return hasParts() && VERIFY.matcher(text).find();
  }

  @Override
  public String toString() {
    return "script " + name;
  }
}
