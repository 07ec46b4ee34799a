package ai.thinkheads.phoenix.proxmox.guest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program that a script names on its first line, after {@code #!}, as Linux reads it: a path,
 * then at most one option. A script is handed to it by name, so that it also runs from where
 * nothing may be executed.
 */
final class Interpreter {

  /** What runs scripts that name none. */
  static final List<String> BASH = List.of("/bin/bash");

  /** What runs scripts in parts: a word that the provisioning script knows. */
  static final List<String> PARTS = List.of("parts");

  private static final Pattern FIRST_LINE =
      Pattern.compile("#![ \\t]*(/[^ \\t\\r\\n]+)(?:[ \\t]+([^\\r\\n]*?))?[ \\t]*(?:[\\r\\n]|$)");

  static List<String> of(String script) {
    Matcher line = FIRST_LINE.matcher(script);
    if (!line.lookingAt()) {
      return BASH;
    }
    String option = line.group(2);
    return option == null || option.isEmpty()
        ? List.of(line.group(1))
        : List.of(line.group(1), option);
  }

  private Interpreter() {}
}
