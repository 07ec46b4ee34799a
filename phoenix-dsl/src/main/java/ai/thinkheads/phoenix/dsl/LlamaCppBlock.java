package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.time.Duration;
import java.util.List;

/**
 * What is said about a llama.cpp server between the braces of {@link Features#llamacpp(String,
 * java.util.function.Consumer)}.
 */
public final class LlamaCppBlock {

  private FeatureUse use;

  LlamaCppBlock(String model) {
    use = Features.llamacpp().with("model", model);
  }

  /** The release, like {@code b6000}; Phoenix knows one by default. */
  public LlamaCppBlock version(String version) {
    return with("version", version);
  }

  /** The checksum of the release's sources, SHA-256; https alone is trusted by default. */
  public LlamaCppBlock sha256(String checksum) {
    return with("sha256", checksum);
  }

  /** The TCP port that it listens on, 1 to 65535; 8081 by default. */
  public LlamaCppBlock port(int port) {
    return with("port", UserLine.within("port", port, 1, 65_535));
  }

  /** The longest context in tokens, 0 to 100 million; 0, the default, for the model's own. */
  public LlamaCppBlock contextSize(int tokens) {
    return with("ctx_size", UserLine.within("contextSize", tokens, 0, 100_000_000));
  }

  /**
   * How many of the model's layers GPUs compute, 0 to 999; all where GPUs are assigned by default.
   */
  public LlamaCppBlock gpuLayers(int layers) {
    return with("gpu_layers", UserLine.within("gpuLayers", layers, 0, 999));
  }

  /** Further arguments of the command line, like {@code --threads}, {@code 8}; none by default. */
  public LlamaCppBlock args(String... arguments) {
    return with("args", List.of(arguments));
  }

  /** How long it may take to load the model, whole seconds; 10 minutes by default. */
  public LlamaCppBlock readyWithin(Duration time) {
    return with("ready_seconds", time.toSeconds());
  }

  /** Any other parameter of the feature: text, a number, a boolean, a list or a map. */
  public LlamaCppBlock with(String parameter, Object value) {
    use = UserLine.check(() -> use.with(parameter, value));
    return this;
  }

  FeatureUse close() {
    return use;
  }
}
