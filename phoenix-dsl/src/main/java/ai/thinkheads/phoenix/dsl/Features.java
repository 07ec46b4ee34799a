package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.util.function.Consumer;

/**
 * What can be installed in guests, for static import. Guests get it by {@link GuestBlock#install}.
 */
public final class Features {

  /** The packages and the locale that every guest of a lab wants. */
  public static FeatureUse baseSetup() {
    return feature("base_setup");
  }

  /** Docker Engine with its compose plugin. */
  public static FeatureUse docker() {
    return feature("docker");
  }

  /** NVIDIA's driver libraries and CUDA, in the version that the infrastructure names. */
  public static FeatureUse nvidia() {
    return feature("nvidia");
  }

  /** NVIDIA's driver libraries and CUDA for that driver version, which must be the node's. */
  public static FeatureUse nvidia(String driverVersion) {
    return nvidia().with("driver_version", driverVersion);
  }

  /** The vLLM runtime without a model, for templates. */
  public static FeatureUse vllm() {
    return feature("vllm");
  }

  /** A vLLM server for that model, by its name on Hugging Face. */
  public static FeatureUse vllm(String model) {
    return vllm(model, v -> {});
  }

  /** A vLLM server for that model, by its name on Hugging Face, with what else there is to say. */
  public static FeatureUse vllm(String model, Consumer<? super VllmBlock> definition) {
    VllmBlock block = new VllmBlock(model);
    definition.accept(block);
    return block.close();
  }

  /** An Ollama server. */
  public static FeatureUse ollama() {
    return feature("ollama");
  }

  /** Portainer, as server or agent as {@link GuestBlock#portainerRole} says. */
  public static FeatureUse portainer() {
    return feature("portainer");
  }

  /**
   * Any other feature: one that an extension brings, or your own script {@code NAME.sh}. Give it
   * parameters by {@link FeatureUse#with}.
   *
   * @param name up to 63 letters, digits, {@code _} and {@code -}
   */
  public static FeatureUse feature(String name) {
    return UserLine.check(() -> FeatureUse.of(name));
  }

  private Features() {}
}
