package ai.thinkheads.phoenix.dsl.user;

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
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Cidr;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.IpAddress;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.dsl.ContainerDef;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example that the design gives, and exactly what it means. */
class LabTest {

  // @formatter:off
  private static Infrastructure infrastructure() {
    TemplateDef base = template(900, "base", image("local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst"), t -> t
        .cores(2).memory(gib(2)).disk("quickOS-lxc-disks", gib(32))
        .network(lan(200))
        .install(baseSetup())
        .snapshot("base-snapshot"));
    TemplateDef gpu = template(901, "gpu", base, t -> t
        .network(lan(201)).gpus(0, 1).install(nvidia("580.76.05")).snapshot("gpu-snapshot"));
    ContainerDef granite = container(950, "vllm-granite", gpu, c -> c
        .cores(12).memory(gib(72)).disk(gib(128)).network(lan(150)).gpus(0, 1)
        .install(vllm("ibm-granite/granite-3.3-8b-instruct", v -> v.maxModelLength(8192).gpuMemoryUtilization(0.80)))
        .healthCheck(http("http://localhost:8000/health").retries(30).every(seconds(10))));
    return Phoenix.infrastructure("ai-lab", granite);
  }

  // @formatter:on

  private static NetworkDef lan(int host) {
    return net("eth0").bridge("vmbr0").ip("10.0.0." + host + "/24").gateway("10.0.0.1");
  }

  @Test
  void the_lab_is_its_container_and_the_templates_below_it() {
    Infrastructure lab = infrastructure();

    assertThat(lab)
        .isEqualTo(
            Infrastructure.empty()
                .withName("ai-lab")
                .withContainers(List.of(base(), gpu(), granite())));
  }

  private static Container base() {
    return Container.builder(
            Vmid.of(900),
            "base",
            new ContainerSource.Image("local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst"),
            new RootDisk("quickOS-lxc-disks", gib(32)))
        .cores(2)
        .memory(gib(2))
        .networks(List.of(lanInterface("10.0.0.200/24")))
        .features(List.of(FeatureUse.of("base_setup")))
        .templateSnapshot("base-snapshot")
        .build();
  }

  private static Container gpu() {
    return Container.builder(
            Vmid.of(901),
            "gpu",
            new ContainerSource.Clone(Vmid.of(900)),
            new RootDisk("quickOS-lxc-disks", gib(32)))
        .cores(2)
        .memory(gib(2))
        .networks(List.of(lanInterface("10.0.0.201/24")))
        .gpus(GpuAssignment.of(List.of(0, 1)))
        .features(List.of(new FeatureUse("nvidia", Attributes.of("driver_version", "580.76.05"))))
        .templateSnapshot("gpu-snapshot")
        .build();
  }

  private static Container granite() {
    return Container.builder(
            Vmid.of(950),
            "vllm-granite",
            new ContainerSource.Clone(Vmid.of(901)),
            new RootDisk("quickOS-lxc-disks", gib(128)))
        .cores(12)
        .memory(gib(72))
        .networks(List.of(lanInterface("10.0.0.150/24")))
        .gpus(GpuAssignment.of(List.of(0, 1)))
        .features(
            List.of(
                FeatureUse.of("vllm")
                    .with("model", "ibm-granite/granite-3.3-8b-instruct")
                    .with("max_model_len", 8192)
                    .with("gpu_memory_utilization", 0.8)))
        .healthCheck(
            HealthCheck.of(new HealthProbe.Http("http://localhost:8000/health"))
                .tried(30, Duration.ofSeconds(10)))
        .build();
  }

  private static NetworkInterface lanInterface(String address) {
    return NetworkInterface.of("eth0", "vmbr0", new Ipv4Setting.Static(Cidr.parse(address)))
        .withGateway(IpAddress.parse("10.0.0.1"));
  }
}
