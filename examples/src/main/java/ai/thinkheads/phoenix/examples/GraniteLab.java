package ai.thinkheads.phoenix.examples;

import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.nvidia;
import static ai.thinkheads.phoenix.dsl.Features.vllm;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.dsl.Units.seconds;

import ai.thinkheads.phoenix.cli.PhoenixCli;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.TemplateDef;

/** The smallest laboratory worth having: two templates, and one language model on two GPUs. */
// @formatter:off
public final class GraniteLab {

  public static void main(String[] args) {
    PhoenixCli.run(GraniteLab::infrastructure, args);
  }

  public static Infrastructure infrastructure() {
    TemplateDef base = template(900, "base", image("local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst"), t -> t
        .cores(2).memory(gib(2)).disk("local-zfs", gib(32)).network(lan(200))
        .install(baseSetup())
        .snapshot("base-snapshot"));
    TemplateDef gpu = template(901, "gpu", base, t -> t
        .network(lan(201)).gpus(0, 1).install(nvidia("580.76.05")).snapshot("gpu-snapshot"));
    ContainerDef granite = container(950, "vllm-granite", gpu, c -> c
        .cores(12).memory(gib(72)).disk(gib(128)).network(lan(150)).gpus(0, 1)
        .install(vllm("ibm-granite/granite-3.3-8b-instruct", v -> v.maxModelLength(8192).gpuMemoryUtilization(0.80)))
        .healthCheck(http("http://localhost:8000/health").retries(30).every(seconds(10))));
    return Phoenix.infrastructure("ai-lab", granite);      // its templates come along
  }

  private static NetworkDef lan(int host) {
    return net("eth0").bridge("vmbr0").ip("10.0.0." + host + "/24").gateway("10.0.0.1");
  }
}
// @formatter:on
