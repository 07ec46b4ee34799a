package ai.thinkheads.phoenix.core.json;

import java.util.ArrayList;
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
  private static final JsonPath ROOT = new JsonPath(null, "");

  private final @Nullable JsonPath parent;
  private final String step;

  private JsonPath(@Nullable JsonPath parent, String step) {
    this.parent = parent;
    this.step = step;
  }

  static JsonPath root() {
    return ROOT;
  }

  JsonPath key(String key) {
    boolean plain = PLAIN.matcher(key).matches();
    return new JsonPath(this, plain ? "." + key : "[" + Quoted.text(key) + "]");
  }

  /** Whether its last step is that key. */
  boolean endsWith(String key) {
    return ROOT.key(key).step.equals(step);
  }

  JsonPath item(int index) {
    return new JsonPath(this, "[" + index + "]");
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
      steps.add(0, path.step);
    }
    String text = String.join("", steps);
    return text.startsWith(".") ? text.substring(1) : text;
  }
}
