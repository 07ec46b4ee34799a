package ai.thinkheads.phoenix.proxmox.library;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.Feature;
import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.PortMapping;
import ai.thinkheads.phoenix.core.model.PortainerRole;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.proxmox.guest.Lab;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static final Container PLAIN = Lab.container(c -> c);

  private static Attributes completed(Feature feature, Attributes given) {
    return feature.complete(given, PLAIN, Lab.infrastructure(PLAIN));
  }

  @Test
  void docker_needs_nesting_and_key_rings_where_proxmox_has_them() {
    assertThat(new DockerFeature().flags(Lab.container(c -> c.unprivileged(true))))
        .isEqualTo(Map.of("nesting", "1", "keyctl", "1"));
    assertThat(new DockerFeature().flags(Lab.container(c -> c.unprivileged(false))))
        .isEqualTo(Map.of("nesting", "1"));
  }

  @Test
  void docker_with_fuse_overlayfs_needs_fuse() {
    FeatureUse docker = FeatureUse.of("docker").with("storage_driver", "fuse-overlayfs");

    assertThat(
            new DockerFeature()
                .flags(Lab.container(c -> c.unprivileged(true).features(List.of(docker)))))
        .isEqualTo(Map.of("nesting", "1", "keyctl", "1", "fuse", "1"));
  }

  @Test
  void docker_gets_nvidias_toolkit_where_gpus_are_assigned() {
    Container guest = Lab.container(c -> c.gpus(GpuAssignment.parse("1")));
    Feature docker = new DockerFeature();

    assertThat(
            docker
                .complete(Attributes.none(), guest, Infrastructure.empty())
                .text("nvidia_toolkit"))
        .hasValue("1.17.8-1");
    assertThat(completed(docker, Attributes.none()).text("nvidia_toolkit")).hasValue("");
  }

  @Test
  void a_guest_in_portainers_service_gets_portainer_without_asking() {
    Container server = Lab.container(c -> c.portainerRole(PortainerRole.SERVER));
    Container agent = Lab.container(c -> c.portainerRole(PortainerRole.AGENT));
    Container gateway = Lab.container(c -> c.portainerRole(PortainerRole.INFRASTRUCTURE));
    FeatureCatalog catalog = FeatureCatalog.installed();

    assertThat(catalog.usesOf(server)).containsExactly(FeatureUse.of("portainer"));
    assertThat(catalog.usesOf(gateway)).isEmpty();
    assertThat(catalog.usesOf(PLAIN)).isEmpty();
    assertThat(new PortainerFeature().complete(Attributes.none(), agent, Infrastructure.empty()))
        .isEqualTo(
            Attributes.of("role", "agent")
                .with("image", "portainer/agent")
                .with("version", "2.27.9")
                .with("port", 9001));
  }

  @Test
  void portainer_without_a_role_is_a_problem() {
    Feature portainer = new PortainerFeature();

    assertThat(portainer.check("f", completed(portainer, Attributes.none())))
        .map(Problem::toString)
        .containsExactly(
            "error: f.role: the parameter is missing; give it one of server, agent: which of the"
                + " two");
  }

  @Test
  void nvidia_takes_from_the_infrastructure_what_it_is_not_told() {
    assertThat(completed(new NvidiaFeature(), Attributes.none()))
        .isEqualTo(
            Attributes.of("driver_version", "580.76.05")
                .with("runfile_url", Lab.RUNFILE)
                .with("runfile_sha256", "")
                .with("repo_url", Lab.REPOSITORY)
                .with("cuda_toolkit", "12-8"));
  }

  @Test
  void nvidia_of_another_version_is_fetched_from_nvidia() {
    Attributes given = Attributes.of("driver_version", "570.1").with("cuda_toolkit", "");

    assertThat(completed(new NvidiaFeature(), given))
        .isEqualTo(
            Attributes.of("driver_version", "570.1")
                .with(
                    "runfile_url",
                    "https://us.download.nvidia.com/XFree86/Linux-x86_64/570.1/NVIDIA-Linux-x86_64-570.1.run")
                .with("runfile_sha256", "")
                .with("repo_url", Lab.REPOSITORY)
                .with("cuda_toolkit", ""));
  }

  @Test
  void nvidia_must_know_its_version_and_where_the_toolkit_comes_from() {
    Feature nvidia = new NvidiaFeature();
    Attributes bare =
        nvidia.complete(Attributes.of("cuda_toolkit", "12-8"), PLAIN, Infrastructure.empty());

    assertThat(nvidia.check("f", bare))
        .map(Problem::path)
        .containsExactly("f.driver_version", "f.cuda_toolkit");
  }

  @Test
  void vllm_says_each_thing_once_however_it_was_given() {
    Attributes asArguments =
        Attributes.of("model", "granite")
            .with(
                "args",
                List.of(
                    "--dtype",
                    "float16",
                    "--tensor-parallel-size",
                    "2",
                    "--gpu-memory-utilization=0.80",
                    "--trust-remote-code",
                    "--max-model-len",
                    "8192"));
    Attributes asParameters =
        Attributes.of("model", "granite")
            .with("args", List.of("--dtype", "float16"))
            .with("tensor_parallel_size", 2)
            .with("gpu_memory_utilization", 0.8)
            .with("trust_remote_code", true)
            .with("max_model_len", 8192);
    Feature vllm = new VllmFeature();

    assertThat(completed(vllm, asArguments)).isEqualTo(completed(vllm, asParameters));
    assertThat(vllm.check("f", completed(vllm, asArguments))).isEmpty();
  }

  @Test
  void vllm_refuses_arguments_that_contradict_a_parameter() {
    Attributes given =
        Attributes.of("max_model_len", 8192)
            .with("port", 8000)
            .with("args", List.of("--max-model-len", "1024", "--port=8000"));
    Feature vllm = new VllmFeature();

    assertThat(vllm.check("f", completed(vllm, given)))
        .map(Problem::toString)
        .containsExactly(
            "error: f.args: --max-model-len 1024 contradicts max_model_len 8192; say it once");
  }

  @Test
  void vllm_reads_groups_of_options_as_its_parameters_and_arguments() {
    Attributes grouped =
        Attributes.of(
            "engine_config",
            Map.of(
                "ModelConfig",
                    Map.of(
                        "model",
                        "granite",
                        "trust_remote_code",
                        false,
                        "dtype",
                        "auto",
                        "max_model_len",
                        8192,
                        "seed",
                        7),
                "CacheConfig", Map.of("quantization", "", "gpu_memory_utilization", 0.90),
                "ParallelConfig", Map.of("tensor_parallel_size", 1, "distributed", false),
                "ServerConfig", Map.of("host", "0.0.0.0", "port", 8000)));
    Attributes asParameters =
        Attributes.of("model", "granite")
            .with("dtype", "auto")
            .with("max_model_len", 8192)
            .with("gpu_memory_utilization", 0.9)
            .with("tensor_parallel_size", 1)
            .with("args", List.of("--seed", "7"));
    Feature vllm = new VllmFeature();

    assertThat(completed(vllm, grouped)).isEqualTo(completed(vllm, asParameters));
    assertThat(vllm.check("f", completed(vllm, grouped))).isEmpty();
  }

  @Test
  void vllm_refuses_groups_of_options_that_contradict_a_parameter() {
    Attributes given =
        Attributes.of("max_model_len", 8192)
            .with(
                "engine_config",
                Map.of(
                    "ModelConfig",
                    Map.of("max_model_len", 1024),
                    "CacheConfig",
                    "fp8",
                    "ServerConfig",
                    Map.of("port", List.of(1))));
    Feature vllm = new VllmFeature();

    assertThat(vllm.check("f", completed(vllm, given)))
        .map(Problem::toString)
        .containsExactlyInAnyOrder(
            "error: f.engine_config.ModelConfig.max_model_len: is 1024 and contradicts"
                + " max_model_len 8192; say it once",
            "error: f.engine_config.CacheConfig: is no group of options; write it as an object",
            "error: f.engine_config.ServerConfig.port: is a list or an object; use a text, a"
                + " number, or true or false");
  }

  @Test
  void vllm_listens_on_the_first_port_of_its_guest() {
    Container container = Lab.container(c -> c.ports(List.of(new PortMapping(80, 8123))));

    assertThat(
            new VllmFeature()
                .complete(Attributes.none(), container, Infrastructure.empty())
                .get("port"))
        .isEqualTo(Attributes.of("port", 8123).get("port"));
  }

  @Test
  void vllm_survives_values_of_the_wrong_kind_until_they_are_checked() {
    Attributes given = Attributes.of("args", "--port 1").with("port", List.of());
    Feature vllm = new VllmFeature();

    assertThat(vllm.check("f", completed(vllm, given)))
        .map(Problem::path)
        .containsExactly("f.port", "f.args");
  }
}
