package ai.thinkheads.phoenix.core.json;

import java.util.List;

/**
 * The keys of a container that are parameters of its feature {@code vllm}: {@code vllm_model} is
 * the parameter {@code model}.
 */
final class VllmKeys {

  static final String FEATURE = "vllm";
  private static final String PREFIX = "vllm_";

  /** All such keys of the schema, in its order. */
  static List<String> all() {
    return Shape.container().properties().keySet().stream()
        .filter(key -> key.startsWith(PREFIX))
        .toList();
  }

  static String parameter(String key) {
    return key.substring(PREFIX.length());
  }

  static String key(String parameter) {
    return PREFIX + parameter;
  }

  /** Whether a parameter of vLLM has a key of its own. */
  static boolean hasKey(String parameter) {
    return Shape.container().properties().containsKey(key(parameter));
  }

  private VllmKeys() {}
}
