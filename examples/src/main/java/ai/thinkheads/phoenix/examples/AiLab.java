package ai.thinkheads.phoenix.examples;

import static ai.thinkheads.phoenix.core.model.PortainerRole.SERVER;
import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.docker;
import static ai.thinkheads.phoenix.dsl.Features.gateway;
import static ai.thinkheads.phoenix.dsl.Features.llamacpp;
import static ai.thinkheads.phoenix.dsl.Features.n8n;
import static ai.thinkheads.phoenix.dsl.Features.nvidia;
import static ai.thinkheads.phoenix.dsl.Features.ollama;
import static ai.thinkheads.phoenix.dsl.Features.openWebui;
import static ai.thinkheads.phoenix.dsl.Features.qdrant;
import static ai.thinkheads.phoenix.dsl.Features.vllm;
import static ai.thinkheads.phoenix.dsl.FirewallRules.in;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.HealthChecks.nvidiaSmi;
import static ai.thinkheads.phoenix.dsl.HealthChecks.tcp;
import static ai.thinkheads.phoenix.dsl.HealthChecks.unit;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.sharedVolume;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.dsl.Units.seconds;

import ai.thinkheads.phoenix.cli.PhoenixCli;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.dsl.ContainerBlock;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.HealthCheckDef;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.SharedVolumeDef;
import ai.thinkheads.phoenix.dsl.TemplateDef;

/**
 * A laboratory for language models on one node with two GPUs: four templates, a gateway, and eight
 * services.
 *
 * <p>The same laboratory stands in {@code examples/ai-lab} as the two JSON files.
 */
public final class AiLab {

  /** The {@code phoenix} command for this laboratory. */
  public static void main(String[] args) {
    PhoenixCli.run(AiLab::infrastructure, args);
  }

  // @formatter:off
  /** All that shall exist. */
  public static Infrastructure infrastructure() {
    TemplateDef base = template(900, "template-base", image("local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst"), t -> t
        .cores(2).memory(gib(2)).disk("local-zfs", gib(32)).network(lan(200))
        .install(baseSetup())
        .snapshot("base-snapshot"));
    TemplateDef gpu = template(901, "template-gpu", base, t -> t
        .network(lan(201)).gpus(0, 1).install(nvidia()).snapshot("gpu-snapshot"));
    TemplateDef docker = template(902, "template-docker", base, t -> t
        .network(lan(202)).install(docker()).snapshot("docker-snapshot"));
    TemplateDef vllm = template(920, "template-vllm", gpu, t -> t
        .cores(12).memory(gib(72)).disk(gib(128)).network(lan(220)).gpus(0, 1)
        .install(vllm()).snapshot("vllm-snapshot"));

    ContainerDef gateway = container(953, "gateway", base, c -> c
        .network(lan(153)).startAtBoot().bootOrder(1)
        .install(gateway(g -> g
            .route("/v1").to(950, 8000).route("/embeddings").stripped().to(951, 8000)
            .route("/qdrant").stripped().to(952, 6333).route("/n8n").stripped().to(954, 5678)
            .route("/ollama").stripped().to(955, 11_434).route("/llamacpp").stripped().to(957, 8081)
            .route("/portainer").stripped().https().to(910, 9443).route("/").to(956, 8080)))
        .firewall(in().accept().tcp(80))
        .healthCheck(http("http://localhost/health").and(unit("nginx"))));

    ContainerDef granite = container(950, "vllm-granite", vllm, c -> behind(gateway, 8000, c)
        .network(lan(150)).gpus(0, 1)
        .install(vllm("ibm-granite/granite-3.3-8b-instruct", v -> v
            .chat().tensorParallelSize(2).maxModelLength(8192).gpuMemoryUtilization(0.80)))
        .healthCheck(served("vllm", "http://localhost:8000/health")));
    ContainerDef embeddings = container(951, "vllm-granite-embed", vllm, c -> behind(gateway, 8000, c)
        .memory(gib(16)).network(lan(151)).gpus(1)
        .install(vllm("ibm-granite/granite-embedding-english-r2", v -> v
            .embedding().maxModelLength(1024).gpuMemoryUtilization(0.10)))
        .healthCheck(served("vllm", "http://localhost:8000/health")));

    ContainerDef qdrant = container(952, "qdrant", docker, c -> behind(gateway, 6333, c)
        .network(lan(152)).mount(sharedVolume("qdrant_data", "/tank/qdrant"), "/data")
        .install(qdrant(q -> q.data("/data"))).healthCheck(http("http://localhost:6333/readyz")));
    ContainerDef n8n = container(954, "n8n", docker, c -> behind(gateway, 5678, c)
        .network(lan(154)).mount(sharedVolume("n8n_data", "/tank/n8n").owner(101_000, 101_000), "/data")
        .install(n8n().with("data", "/data")).healthCheck(http("http://localhost:5678/healthz").retries(10)));

    SharedVolumeDef models = sharedVolume("models", "/tank/models");
    ContainerDef ollama = container(955, "ollama", gpu, c -> behind(gateway, 11_434, c)
        .cores(8).memory(gib(32)).disk(gib(128)).network(lan(155)).gpus(0).mount(models, "/models")
        .install(ollama()).healthCheck(tcp(11_434).and(nvidiaSmi())));
    ContainerDef webui = container(956, "open-webui", docker, c -> behind(gateway, 8080, c)
        .memory(gib(4)).network(lan(156)).dependsOn(ollama)
        .install(openWebui(w -> w.ollama(ollama).openai(granite)))
        .healthCheck(http("http://localhost:8080/health").retries(30)));
    ContainerDef llamaCpp = container(957, "llama-cpp", gpu, c -> behind(gateway, 8081, c)
        .cores(8).memory(gib(32)).disk(gib(128)).network(lan(157)).gpus(1).mount(models, "/models")
        .install(llamacpp("/models/default.gguf")).healthCheck(served("llamacpp", "http://localhost:8081/health")));
    ContainerDef portainer = container(910, "portainer", docker, c -> behind(gateway, 9443, c)
        .memory(gib(4)).network(lan(99)).portainerRole(SERVER)
        .healthCheck(http("https://localhost:9443/api/system/status")));

    return Phoenix.infrastructure("ai-lab", lab -> lab
        .guests(granite, embeddings, qdrant, n8n, webui, llamaCpp, portainer)   // the others come along
        .nvidiaDriver("580.76.05")
        .nvidiaRepository("https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/"));
  }

  // @formatter:on

  /** An interface in the laboratory's network, at that host number. */
  private static NetworkDef lan(int host) {
    return net("eth0").bridge("vmbr0").ip("10.0.0." + host + "/24").gateway("10.0.0.1");
  }

  /** What all services behind the gateway have in common: nobody else reaches their port. */
  private static ContainerBlock behind(ContainerDef gateway, int port, ContainerBlock service) {
    return service.dependsOn(gateway).port(port).firewall(in().accept().tcp(port).from(gateway));
  }

  /** A model server works when its service runs and answers; loading a model takes minutes. */
  private static HealthCheckDef served(String service, String address) {
    return http(address).and(unit(service)).retries(30).every(seconds(10));
  }

  private AiLab() {}
}
