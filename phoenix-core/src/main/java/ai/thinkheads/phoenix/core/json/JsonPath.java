package ai.thinkheads.phoenix.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root of a JSON text to one of its values, like {@code
 * lxc_configs.950.firewall.rules[0].port}. Keys that could be misread stand as {@code ["a.b"]}.
 */
final class JsonPath {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+");
  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z0-9_$-]+)|\\[([0-9]{1,9})]|\\.?\\[(\"(?:[^\"\\\\]|\\\\.)*\")]");
  private static final int NO_INDEX = -1;
  private static final JsonPath ROOT = new JsonPath(null, "", NO_INDEX);

  private final @Nullable JsonPath parent;
  private final String key;
  private final int index;

  private JsonPath(@Nullable JsonPath parent, String key, int index) {
    this.parent = parent;
    this.key = key;
    this.index = index;
  }

  static JsonPath root() {
    return ROOT;
  }

  JsonPath key(String name) {
    return new JsonPath(this, name, NO_INDEX);
  }

  JsonPath item(int number) {
    return new JsonPath(this, "", number);
  }

  /** Whether its last step is that key. */
  boolean endsWith(String name) {
    return parent != null && index == NO_INDEX && key.equals(name);
  }

  /**
   * The steps of a path as people or rules write it: a {@link String} for each key and an {@link
   * Integer} for each index, as far as the text can be understood.
   */
  static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    while (matcher.lookingAt()) {
      if (matcher.group(1) != null) {
        steps.add(matcher.group(1));
      } else if (matcher.group(2) != null) {
        steps.add(Integer.valueOf(matcher.group(2)));
      } else {
        steps.add(Quoted.unquoted(matcher.group(3)));
      }
      matcher.region(matcher.end(), path.length());
    }
    return steps;
  }

  @Override
  public String toString() {
    List<String> steps = new ArrayList<>();
    for (JsonPath path = this; path.parent != null; path = path.parent) {
      steps.add(path.step());
    }
    Collections.reverse(steps);
    String text = String.join("", steps);
    return text.startsWith(".") ? text.substring(1) : text;
  }

  private String step() {
    if (index != NO_INDEX) {
      return "[" + index + "]";
    }
    return PLAIN.matcher(key).matches() ? "." + key : "[" + Quoted.text(key) + "]";
  }
}
