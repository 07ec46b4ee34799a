package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.FeatureUse;
import java.time.Duration;
import java.util.List;

/** What is said about a vLLM server between the braces of {@link Features#vllm}. */
public final class VllmBlock {

  private FeatureUse use;

  VllmBlock(String model) {
    use = Features.vllm().with("model", model);
  }

  /** The name under which clients ask for the model; the model's own by default. */
  public VllmBlock servedModelName(String name) {
    return with("served_model_name", name);
  }

  /** The TCP port that it listens on, 1 to 65535; 8000 by default. */
  public VllmBlock port(int port) {
    return with("port", UserLine.within("port", port, 1, 65_535));
  }

  /** How many GPUs share each layer of the model, 1 or more; 1 by default. */
  public VllmBlock tensorParallelSize(int gpus) {
    return with(
        "tensor_parallel_size", UserLine.within("tensorParallelSize", gpus, 1, Integer.MAX_VALUE));
  }

  /** The share of each GPU's memory that it takes, above 0 and up to 1; vLLM's 0.9 by default. */
  public VllmBlock gpuMemoryUtilization(double share) {
    if (!(share > 0 && share <= 1)) {
      throw UserLine.error(
          "gpuMemoryUtilization " + share + " is no share of a GPU's memory",
          "use a number above 0 and up to 1");
    }
    return with("gpu_memory_utilization", share);
  }

  /** The longest context in tokens, 1 or more; as long as the model allows by default. */
  public VllmBlock maxModelLength(int tokens) {
    return with("max_model_len", UserLine.within("maxModelLength", tokens, 1, Integer.MAX_VALUE));
  }

  /** How many groups of GPUs share the layers of the model, 1 or more; 1 by default. */
  public VllmBlock pipelineParallelSize(int groups) {
    return with(
        "pipeline_parallel_size",
        UserLine.within("pipelineParallelSize", groups, 1, Integer.MAX_VALUE));
  }

  /** How many requests it answers at once, 1 or more; vLLM chooses by default. */
  public VllmBlock maxSequences(int requests) {
    return with("max_num_seqs", UserLine.within("maxSequences", requests, 1, Integer.MAX_VALUE));
  }

  /** How many tokens it computes at once, 1 or more; vLLM chooses by default. */
  public VllmBlock maxBatchedTokens(int tokens) {
    return with(
        "max_num_batched_tokens",
        UserLine.within("maxBatchedTokens", tokens, 1, Integer.MAX_VALUE));
  }

  /** The numbers that it computes with, like {@code bfloat16}; those of the model by default. */
  public VllmBlock dtype(String type) {
    return with("dtype", type);
  }

  /** The numbers that it keeps its cache in, like {@code fp8}; vLLM chooses by default. */
  public VllmBlock kvCacheDtype(String type) {
    return with("kv_cache_dtype", type);
  }

  /** Whether it does without CUDA graphs, which saves memory; false by default. */
  public VllmBlock enforceEager(boolean eager) {
    return with("enforce_eager", eager);
  }

  /** It is a chat model, and is asked for an answer once it runs; not asked by default. */
  public VllmBlock chat() {
    return with("model_type", "chat");
  }

  /** It is an embedding model, and is asked for a vector once it runs; not asked by default. */
  public VllmBlock embedding() {
    return with("model_type", "embedding");
  }

  /** How the weights are quantized, like {@code awq}; as the model says by default. */
  public VllmBlock quantization(String method) {
    return with("quantization", method);
  }

  /** Whether code that comes with the model may be run; false by default. */
  public VllmBlock trustRemoteCode(boolean trusted) {
    return with("trust_remote_code", trusted);
  }

  /** Further arguments of the command line, like {@code --seed}, {@code 7}; none by default. */
  public VllmBlock args(String... arguments) {
    return with("args", List.of(arguments));
  }

  /** How long it may take to load the model, whole seconds; 30 minutes by default. */
  public VllmBlock readyWithin(Duration time) {
    return with("ready_seconds", time.toSeconds());
  }

  /** Any other parameter of the feature: text, a number, a boolean, a list or a map. */
  public VllmBlock with(String parameter, Object value) {
    use = UserLine.check(() -> use.with(parameter, value));
    return this;
  }

  FeatureUse close() {
    return use;
  }
}
