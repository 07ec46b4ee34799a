package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.model.Attributes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arguments of vLLM's command line that say the same as parameters, so that each is said once. */
final class VllmArguments {

  private static final Map<String, String> PARAMETERS =
      Stream.of(
              "model",
              "host",
              "port",
              "served_model_name",
              "tensor_parallel_size",
              "pipeline_parallel_size",
              "gpu_memory_utilization",
              "max_model_len",
              "max_num_seqs",
              "max_num_batched_tokens",
              "dtype",
              "kv_cache_dtype",
              "quantization",
              "enforce_eager",
              "trust_remote_code")
          .collect(Collectors.toMap(name -> "--" + name.replace('_', '-'), name -> name));

  private static final Set<String> FLAGS = Set.of("--enforce-eager", "--trust-remote-code");

  /** Whether an option of vLLM is a parameter of that name. */
  static boolean isParameter(String name) {
    return PARAMETERS.containsValue(name);
  }

  /**
   * An argument that says something else than a parameter.
   *
   * @param argument the argument with its value
   * @param parameter the parameter
   */
  record Contradiction(String argument, String parameter) {}

  /** One option, with its value in the same word or the next one, or without any. */
  private record Option(List<String> words, String name, Optional<String> value) {

    Optional<String> parameter() {
      return Optional.ofNullable(PARAMETERS.get(name));
    }

    Object meaning() {
      String text = value.orElse("");
      if (FLAGS.contains(name)) {
        return value.isEmpty() ? true : text;
      }
      return text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?") ? new BigDecimal(text) : text;
    }
  }

  /** The parameters, with what the arguments say; an argument that contradicts one stays. */
  static Attributes lifted(Attributes given) {
    Optional<List<Option>> options = options(given);
    if (options.isEmpty()) {
      return given;
    }
    Attributes lifted = given;
    List<String> rest = new ArrayList<>();
    for (Option option : options.get()) {
      Optional<String> name = option.parameter();
      if (name.isPresent() && !contradicts(option, lifted)) {
        lifted = lifted.with(name.get(), option.meaning());
      } else {
        rest.addAll(option.words());
      }
    }
    return lifted.with("args", rest);
  }

  private static boolean contradicts(Option option, Attributes given) {
    String name = option.parameter().orElseThrow();
    Attributes meant = Attributes.of(name, option.meaning());
    return given.get(name).isPresent() && !given.get(name).equals(meant.get(name));
  }

  /** The arguments that {@link #lifted} left, although there are parameters for them. */
  static List<Contradiction> contradictions(Attributes lifted) {
    return options(lifted).orElse(List.of()).stream()
        .filter(option -> option.parameter().isPresent())
        .map(
            option ->
                new Contradiction(
                    String.join(" ", option.words()), option.parameter().orElseThrow()))
        .toList();
  }

  /** The arguments as options; absent when they are no list of texts. */
  private static Optional<List<Option>> options(Attributes given) {
    if (!(given.get("args").orElse(List.of()) instanceof List<?> list)
        || !list.stream().allMatch(String.class::isInstance)) {
      return Optional.empty();
    }
    List<String> words = list.stream().map(String.class::cast).toList();
    List<Option> options = new ArrayList<>();
    int at = 0;
    while (at < words.size()) {
      Option option = option(words, at);
      options.add(option);
      at += option.words().size();
    }
    return Optional.of(options);
  }

  private static Option option(List<String> words, int at) {
    String word = words.get(at);
    int equals = word.indexOf('=');
    if (word.startsWith("--") && equals > 0) {
      return new Option(
          List.of(word), word.substring(0, equals), Optional.of(word.substring(equals + 1)));
    }
    boolean valued =
        word.startsWith("--") && at + 1 < words.size() && !words.get(at + 1).startsWith("--");
    return valued
        ? new Option(words.subList(at, at + 2), word, Optional.of(words.get(at + 1)))
        : new Option(List.of(word), word, Optional.empty());
  }

  private VllmArguments() {}
}
