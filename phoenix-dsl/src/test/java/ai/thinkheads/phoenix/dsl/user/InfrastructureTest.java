package ai.thinkheads.phoenix.dsl.user;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.Features.grafana;
import static ai.thinkheads.phoenix.dsl.Features.llamacpp;
import static ai.thinkheads.phoenix.dsl.Features.openWebui;
import static ai.thinkheads.phoenix.dsl.Features.prometheus;
import static ai.thinkheads.phoenix.dsl.Features.qdrant;
import static ai.thinkheads.phoenix.dsl.Features.traefik;
import static ai.thinkheads.phoenix.dsl.Features.vllm;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.HealthChecks.nvidiaSmi;
import static ai.thinkheads.phoenix.dsl.HealthChecks.tcp;
import static ai.thinkheads.phoenix.dsl.HealthChecks.unit;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.infrastructure;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.sharedVolume;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.dsl.Units.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.FirewallRule;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import ai.thinkheads.phoenix.core.model.Host;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Secret;
import ai.thinkheads.phoenix.core.model.SharedVolume;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.FirewallRules;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.SharedVolumeDef;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

  private static final NetworkDef LAN = net("eth0").bridge("vmbr0").dhcp();
  private static final TemplateDef BASE =
      template(
          900,
          "base",
          image("local:vztmpl/debian-12.tar.zst"),
          t -> t.disk("local-zfs", gib(8)).network(LAN).snapshot("base-snapshot"));

  @Test
  void guests_bring_along_all_that_they_refer_to() {
    TemplateDef docker = template(902, "docker", BASE, t -> t.network(LAN).snapshot("s1"));
    ContainerDef gateway = container(953, "gateway", BASE, c -> c.network(LAN));
    ContainerDef qdrant = container(952, "qdrant", docker, c -> c.network(LAN).dependsOn(gateway));

    Infrastructure lab = infrastructure("lab", qdrant);

    assertThat(lab.containers().values())
        .containsExactly(
            BASE.container(), docker.container(), qdrant.container(), gateway.container());
    assertThat(qdrant.container().dependencies()).containsExactly(Vmid.of(953));
  }

  @Test
  void a_shared_volume_knows_all_who_mount_it() {
    SharedVolumeDef certs = sharedVolume("certs", "/tank/certs").owner(0, 0);
    SharedVolumeDef models = sharedVolume("models", "/tank/models");
    ContainerDef one =
        container(950, "one", BASE, c -> c.network(LAN).mount(models, "/m").mount(certs, "/c1"));
    ContainerDef two = container(951, "two", BASE, c -> c.network(LAN).mount(certs, "/c2"));

    Infrastructure lab = infrastructure("lab", two, one);

    assertThat(lab.host().sharedVolumes().values())
        .containsExactly(
            new SharedVolume(
                "certs",
                "/tank/certs",
                new TreeMap<>(Map.of(Vmid.of(950), "/c1", Vmid.of(951), "/c2")),
                Optional.of("0:0")),
            SharedVolume.of("models", "/tank/models", Map.of(Vmid.of(950), "/m")));
  }

  @Test
  void maps_are_kept_in_the_order_of_their_keys() {
    Infrastructure lab =
        infrastructure(
            "lab",
            i ->
                i.setting("network", Map.of("c", 1, "b", Map.of("z", 1, "y", 2), "a", List.of(3)))
                    .setting("users", Attributes.of("z", "last").with("a", "first")));

    ContainerDef mine =
        container(
            950,
            "mine",
            BASE,
            c -> c.network(LAN).install(feature("mine").with("c", Map.of("b", 1, "a", 2))));

    assertThat(mine.container().features().get(0).parameters()).hasToString("{c={a=2, b=1}}");
    assertThat(lab.host().settings())
        .hasToString("{network={a=[3], b={y=2, z=1}, c=1}, users={z=last, a=first}}");
  }

  @Test
  void an_empty_infrastructure_is_nothing_but_its_name() {
    assertThat(infrastructure("lab")).isEqualTo(Infrastructure.empty().withName("lab"));
    assertThat(infrastructure("lab").host()).isEqualTo(Host.empty());
  }

  @Test
  void a_rule_can_name_a_guest_instead_of_its_address() {
    ContainerDef gateway =
        container(
            953,
            "gateway",
            BASE,
            c -> c.network(LAN, net("eth1").bridge("vmbr1").ip("10.0.0.153/24")));

    ContainerDef qdrant =
        container(
            952,
            "qdrant",
            BASE,
            c ->
                c.network(LAN).firewall(FirewallRules.in().accept().tcp(6333, 6334).from(gateway)));

    assertThat(qdrant.container().firewall())
        .contains(
            new Firewall(
                true,
                List.of(
                    new FirewallRule(
                        FirewallRule.Direction.IN,
                        FirewallRule.Action.ACCEPT,
                        Optional.of("10.0.0.153"),
                        Optional.empty(),
                        Optional.of("tcp"),
                        Optional.of("6333,6334"),
                        Optional.empty(),
                        Optional.empty()))));
  }

  @Test
  void vllm_says_all_that_the_file_can_say() {
    FeatureUse use =
        vllm(
            "m",
            v ->
                v.servedModelName("s")
                    .port(8001)
                    .tensorParallelSize(2)
                    .gpuMemoryUtilization(0.10)
                    .maxModelLength(1024)
                    .embedding()
                    .quantization("awq")
                    .trustRemoteCode(true)
                    .pipelineParallelSize(3)
                    .maxSequences(64)
                    .maxBatchedTokens(4096)
                    .dtype("bfloat16")
                    .kvCacheDtype("fp8")
                    .enforceEager(true)
                    .args("--seed", "7")
                    .readyWithin(minutes(5))
                    .with("version", "0.10.2"));

    assertThat(use)
        .isEqualTo(
            FeatureUse.of("vllm")
                .with("model", "m")
                .with("served_model_name", "s")
                .with("port", 8001)
                .with("tensor_parallel_size", 2)
                .with("gpu_memory_utilization", 0.1)
                .with("max_model_len", 1024)
                .with("model_type", "embedding")
                .with("quantization", "awq")
                .with("trust_remote_code", true)
                .with("pipeline_parallel_size", 3)
                .with("max_num_seqs", 64)
                .with("max_num_batched_tokens", 4096)
                .with("dtype", "bfloat16")
                .with("kv_cache_dtype", "fp8")
                .with("enforce_eager", true)
                .with("args", List.of("--seed", "7"))
                .with("ready_seconds", 300)
                .with("version", "0.10.2"));
  }

  @Test
  void a_health_check_asks_for_several_things_at_once() {
    assertThat(
            http("http://localhost:6333/readyz")
                .and(unit("docker"))
                .and(tcp(6334))
                .every(Duration.ofSeconds(10))
                .within(Duration.ofMinutes(5))
                .check())
        .isEqualTo(
            HealthCheck.of(
                    new HealthProbe.Http("http://localhost:6333/readyz"),
                    new HealthProbe.Unit("docker"),
                    new HealthProbe.Tcp(6334))
                .tried(31, Duration.ofSeconds(10))
                .until(Duration.ofMinutes(5)));
    assertThat(nvidiaSmi().check()).isEqualTo(HealthCheck.of(new HealthProbe.NvidiaSmi()));
  }

  @Test
  void a_health_check_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> http("localhost"))
        .hasMessageContaining("\"localhost\" is not a web address");
    assertThatThrownBy(() -> tcp(0)).hasMessageContaining("port 0 cannot be");
    assertThatThrownBy(() -> tcp(80).and(tcp(80))).hasMessageContaining("one thing twice");
    assertThatThrownBy(() -> unit("--help")).hasMessageContaining("cannot name a unit");
  }

  @Test
  void qdrant_says_all_that_the_file_can_say() {
    assertThat(
            qdrant(
                q ->
                    q.version("v1.15.4")
                        .port(6433)
                        .grpcPort(6434)
                        .data("/data")
                        .apiKey(Secret.of("open"))))
        .isEqualTo(
            FeatureUse.of("qdrant")
                .with("version", "v1.15.4")
                .with("port", 6433)
                .with("grpc_port", 6434)
                .with("data", "/data")
                .with("api_key", "open"));
  }

  @Test
  void open_webui_names_guests_by_their_vmid() {
    var ollama = container(955, "ollama", BASE, c -> c.network(LAN));

    assertThat(
            openWebui(
                w ->
                    w.ollama(ollama)
                        .openai(ollama, 8000)
                        .openai("https://api.example.org/v1")
                        .openaiApiKey(Secret.of("open"))
                        .port(80)
                        .persistentConfig(true)))
        .isEqualTo(
            FeatureUse.of("open_webui")
                .with("ollama", 955)
                .with(
                    "openai",
                    List.of(Map.of("to", 955, "port", 8000), "https://api.example.org/v1"))
                .with("openai_api_key", "open")
                .with("port", 80)
                .with("persistent_config", true));
  }

  @Test
  void prometheus_and_gateways_name_guests_by_their_vmid() {
    var web = container(950, "web", BASE, c -> c.network(LAN));

    assertThat(
            prometheus(
                p ->
                    p.scrape(web)
                        .scrape(web, 9187)
                        .scrape("10.0.0.9:9100")
                        .every(Duration.ofMinutes(1))
                        .keep(Duration.ofDays(90))
                        .port(9191)))
        .isEqualTo(
            FeatureUse.of("prometheus")
                .with("targets", List.of(950, Map.of("to", 950, "port", 9187), "10.0.0.9:9100"))
                .with("interval_seconds", 60)
                .with("retention_days", 90)
                .with("port", 9191));
    assertThat(grafana(web)).isEqualTo(FeatureUse.of("grafana").with("prometheus", 950));
    assertThat(traefik(t -> t.route("/v1").to(web, 8000).serverName("ai.example.org")))
        .isEqualTo(
            FeatureUse.of("traefik")
                .with("routes", List.of(Map.of("path", "/v1", "to", 950, "port", 8000)))
                .with("server_name", "ai.example.org"));
  }

  @Test
  void llamacpp_says_all_that_the_file_can_say() {
    assertThat(
            llamacpp(
                "/models/m.gguf",
                l ->
                    l.version("b6000")
                        .port(8082)
                        .contextSize(8192)
                        .gpuLayers(20)
                        .args("--threads", "8")
                        .readyWithin(minutes(5))))
        .isEqualTo(
            FeatureUse.of("llamacpp")
                .with("model", "/models/m.gguf")
                .with("version", "b6000")
                .with("port", 8082)
                .with("ctx_size", 8192)
                .with("gpu_layers", 20)
                .with("args", List.of("--threads", "8"))
                .with("ready_seconds", 300));
  }
}
