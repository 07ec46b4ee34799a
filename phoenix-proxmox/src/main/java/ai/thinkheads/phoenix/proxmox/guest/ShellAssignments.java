package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.proxmox.shell.ShellQuoting;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parameters as text that bash can load: {@code param_NAME='VALUE'}, one after the other in the
 * order of their names, so that equal parameters give equal texts.
 *
 * <p>A list becomes an array; an object, and what is nested in a list, becomes JSON text; null
 * becomes the empty text.
 */
final class ShellAssignments {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

  /**
   * @throws IllegalArgumentException when a name cannot be part of a shell variable, or a value
   *     holds a NUL
   */
  static String of(Attributes parameters) {
    return parameters.values().entrySet().stream()
        .map(entry -> assignment(entry.getKey(), entry.getValue()) + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  private static String assignment(String name, @Nullable Object value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "parameter \"" + name + "\" cannot be a shell variable; use letters, digits and '_'");
    }
    String text =
        value instanceof List<?> list
            ? list.stream()
                .map(item -> quote(name, item))
                .collect(Collectors.joining(" ", "(", ")"))
            : quote(name, value);
    return "param_" + name + "=" + text;
  }

  private static String quote(String name, @Nullable Object value) {
    String text = text(value);
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "parameter \"" + name + "\" holds a NUL, which no shell can take");
    }
    return ShellQuoting.quote(text);
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof String text ? text : JsonText.of(value);
  }

  private ShellAssignments() {}
}
