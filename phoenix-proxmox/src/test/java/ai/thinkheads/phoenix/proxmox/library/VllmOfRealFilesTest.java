package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The files of the original say of vLLM the same as later files would by an engine configuration.
 */
class VllmOfRealFilesTest {

  private static final Path FILES = Path.of("../../shared/compat");
  private static final VllmFeature VLLM = new VllmFeature();

  private Infrastructure lab = Infrastructure.empty();

  @BeforeEach
  void read() {
    assumeTrue(Files.isDirectory(FILES), "the original's files are absent");
    lab = ConfigFiles.read(FILES).infrastructure();
  }

  private Attributes completed(int vmid) {
    Container guest = lab.container(Vmid.of(vmid)).orElseThrow();
    FeatureUse use =
        guest.features().stream().filter(f -> f.name().equals("vllm")).findFirst().orElseThrow();
    return VLLM.complete(use.parameters(), guest, lab);
  }

  private Attributes grouped(Map<String, Object> groups) {
    Container guest = lab.container(Vmid.of(950)).orElseThrow();
    return VLLM.complete(Attributes.of("engine_config", groups), guest, lab);
  }

  @Test
  void arguments_are_the_same_as_groups_of_options() {
    assertThat(completed(950))
        .isEqualTo(
            grouped(
                Map.of(
                    "ModelConfig",
                    Map.of(
                        "model",
                        "ibm-granite/granite-3.3-8b-instruct",
                        "dtype",
                        "float16",
                        "max_model_len",
                        8192),
                    "CacheConfig",
                    Map.of("gpu_memory_utilization", 0.8),
                    "ParallelConfig",
                    Map.of("tensor_parallel_size", 2),
                    "ServerConfig",
                    Map.of("port", 8000, "served_model_name", "granite-3.3-8b-instruct"))));
  }

  @Test
  void what_keys_and_arguments_say_twice_is_said_once() {
    assertThat(completed(951))
        .isEqualTo(
            grouped(
                Map.of(
                    "ModelConfig",
                    Map.of(
                        "model", "ibm-granite/granite-embedding-english-r2", "max_model_len", 1024),
                    "CacheConfig",
                    Map.of("gpu_memory_utilization", 0.1),
                    "ParallelConfig",
                    Map.of("tensor_parallel_size", 1),
                    "ServerConfig",
                    Map.of("served_model_name", "ibm-granite/granite-embedding-english-r2"))));
    assertThat(VLLM.check("f", completed(951))).isEmpty();
  }
}
