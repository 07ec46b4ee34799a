package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The groups of options that later files of the original give vLLM, like {@code {"CacheConfig":
 * {"gpu_memory_utilization": 0.9}}}. Groups only order them: each option is a parameter of that
 * name, or else an argument of the command line. False and null mean that nothing is said.
 */
final class VllmEngineConfig {

  private static final String KEY = "engine_config";

  private Attributes lifted;
  private final List<String> arguments = new ArrayList<>();

  private VllmEngineConfig(Attributes given) {
    lifted = given;
  }

  /** The parameters, with what the groups say; an option that contradicts one stays. */
  static Attributes lifted(Attributes given) {
    if (!(given.get(KEY).orElse("") instanceof Map<?, ?> groups)) {
      return given;
    }
    return new VllmEngineConfig(given).lift(groups);
  }

  private Attributes lift(Map<?, ?> groups) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>();
    groups.forEach(
        (name, group) -> {
          Object left = group instanceof Map<?, ?> options ? left(options) : group;
          if (!Map.of().equals(left)) {
            rest.put(String.valueOf(name), left);
          }
        });
    Map<String, @Nullable Object> values = new LinkedHashMap<>(lifted.values());
    values.remove(KEY);
    if (!rest.isEmpty()) {
      values.put(KEY, rest);
    }
    Attributes all = new Attributes(values);
    return arguments.isEmpty() ? all : withArguments(all);
  }

  private Map<String, @Nullable Object> left(Map<?, ?> options) {
    Map<String, @Nullable Object> left = new LinkedHashMap<>();
    options.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (!isTaken(name, value)) {
            left.put(name, value);
          }
        });
    return left;
  }

  private boolean isTaken(String name, @Nullable Object value) {
    if (value == null || "".equals(value)) {
      return true;
    }
    if (value instanceof Map || value instanceof List) {
      return false;
    }
    if (!VllmArguments.isParameter(name)) {
      addArgument(name, value);
      return true;
    }
    if (lifted.get(name).isPresent()) {
      return lifted.get(name).get().equals(value);
    }
    lifted = lifted.with(name, value);
    return true;
  }

  private void addArgument(String name, Object value) {
    if (!value.equals(false)) {
      arguments.add("--" + name.replace('_', '-'));
    }
    if (!(value instanceof Boolean)) {
      arguments.add(text(value));
    }
  }

  private Attributes withArguments(Attributes all) {
    if (!(all.get("args").orElse(List.of()) instanceof List<?> given)) {
      return all;
    }
    List<@Nullable Object> joined = new ArrayList<>(given);
    joined.addAll(arguments);
    return all.with("args", joined);
  }

  /** What {@link #lifted} left: options that contradict a parameter, and what is no option. */
  static List<Problem> problems(String path, Attributes lifted) {
    List<Problem> problems = new ArrayList<>();
    if (lifted.get(KEY).orElse("") instanceof Map<?, ?> groups) {
      groups.forEach(
          (name, group) -> {
            String at = path + "." + KEY + "." + name;
            if (group instanceof Map<?, ?> options) {
              options.forEach(
                  (key, value) -> problems.add(problem(at + "." + key, key, value, lifted)));
            } else {
              problems.add(Problem.error(at, "is no group of options", "write it as an object"));
            }
          });
    }
    return problems;
  }

  private static Problem problem(
      String path, Object name, @Nullable Object value, Attributes lifted) {
    if (value instanceof Map || value instanceof List) {
      return Problem.error(
          path, "is a list or an object", "use a text, a number, or true or false");
    }
    String other = lifted.text(String.valueOf(name)).orElse("");
    String message = "is " + text(value) + " and contradicts " + name + " " + other;
    return Problem.error(path, message, "say it once");
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }
}
