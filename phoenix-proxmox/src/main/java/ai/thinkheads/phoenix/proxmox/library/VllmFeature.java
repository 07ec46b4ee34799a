package ai.thinkheads.phoenix.proxmox.library;

import ai.thinkheads.phoenix.core.feature.Guide;
import ai.thinkheads.phoenix.core.feature.Parameter;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The vLLM model server, in a Python environment of its own. Without a model it is only installed,
 * as in a template; with one it runs as a service.
 */
public final class VllmFeature extends LibraryFeature {

  /** The feature, as {@link java.util.ServiceLoader} finds it. */
  public VllmFeature() {
    super(
        "vllm",
        "the vLLM model server, as a service when it is given a model",
        Guide.installing("vLLM from PyPI in a Python environment of its own")
            .port("8000/tcp", "its API")
            .file("/opt/vllm", "the environment")
            .file("/var/lib/vllm", "models")
            .file("/etc/systemd/system/vllm.service", "the service")
            .version("0.10.2 unless told otherwise")
            .tested(WITH_STAND_INS),
        Parameter.text(
                "version",
                "[0-9]+(\\.[0-9]+)+[a-z0-9.]*",
                "a version like 0.10.2",
                "the version of vLLM")
            .orElse("0.10.2"),
        Parameter.text(
                "model", "the model, by its name on Hugging Face or as a folder; empty for none")
            .orEmpty(),
        Parameter.text("served_model_name", "the name that clients ask for; the model by default")
            .orEmpty(),
        Parameter.choice(
                "model_type",
                List.of("", "chat", "embedding"),
                "what is asked of it to see that it answers")
            .orElse(""),
        Parameter.text("host", "the address that it listens on").orElse("0.0.0.0"),
        Parameter.whole("port", 1, 65535, "the port that it listens on").orElse(8000),
        Parameter.whole("tensor_parallel_size", 1, 1024, "how many GPUs share each layer"),
        Parameter.number(
            "gpu_memory_utilization", 0.01, 1, "the share of each GPU's memory that it takes"),
        Parameter.whole("max_model_len", 1, 100_000_000, "the longest context in tokens"),
        Parameter.whole(
            "pipeline_parallel_size", 1, 1024, "how many groups of GPUs share the layers"),
        Parameter.whole("max_num_seqs", 1, 1_000_000, "how many requests it answers at once"),
        Parameter.whole(
            "max_num_batched_tokens", 1, 100_000_000, "how many tokens it computes at once"),
        Parameter.choice(
                "dtype",
                List.of("", "auto", "half", "float16", "bfloat16", "float", "float32"),
                "the numbers that it computes with; those of the model by default")
            .orElse(""),
        Parameter.text(
                "kv_cache_dtype",
                "[a-z0-9_]*",
                "a word like auto or fp8",
                "the numbers that it keeps its cache in")
            .orEmpty(),
        Parameter.flag("enforce_eager", "whether it does without CUDA graphs, which saves memory")
            .orElse(false),
        Parameter.text("quantization", "how the weights are quantized").orEmpty(),
        Parameter.flag("trust_remote_code", "whether code that comes with the model may run")
            .orElse(false),
        Parameter.texts("args", "further arguments of the command line, like --seed").orEmpty(),
        Parameter.structure(
            "engine_config",
            "groups of options as later files have them, like {\"CacheConfig\":"
                + " {\"gpu_memory_utilization\": 0.9}}; each is a parameter or an argument"),
        Parameter.structure("parameters", "settings of old files, which never had an effect"),
        Parameter.whole("ready_seconds", 1, 86400, "how long it may take to load the model")
            .orElse(1800));
  }

  @Override
  public Set<String> requires() {
    return Set.of("nvidia");
  }

  /**
   * Arguments and engine options that are parameters become parameters; the port of a container
   * that says none is the first of its ports, as it always was.
   */
  @Override
  public Attributes complete(Attributes given, Container container, Infrastructure infrastructure) {
    Attributes completed = VllmArguments.lifted(VllmEngineConfig.lifted(given));
    if (completed.get("port").isEmpty() && !container.ports().isEmpty()) {
      completed = completed.with("port", container.ports().get(0).inner());
    }
    return super.complete(completed, container, infrastructure);
  }

  @Override
  public List<Problem> check(String path, Attributes completed) {
    List<Problem> problems = new ArrayList<>(super.check(path, completed));
    problems.addAll(VllmEngineConfig.problems(path, completed));
    for (VllmArguments.Contradiction contradiction : VllmArguments.contradictions(completed)) {
      problems.add(
          Problem.error(
              path + ".args",
              contradiction.argument()
                  + " contradicts "
                  + contradiction.parameter()
                  + " "
                  + completed.text(contradiction.parameter()).orElse(""),
              "say it once"));
    }
    if (completed.get("parameters").isPresent()) {
      problems.add(
          Problem.warning(
              path + ".parameters", "has no effect", "say it with the other keys, or in args"));
    }
    return List.copyOf(problems);
  }
}
