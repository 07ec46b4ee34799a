package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.dsl.Features.redis;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Fingerprint;
import ai.thinkheads.phoenix.core.plan.GuestStep;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What application scripts can read of their container, and what of it makes them run again. */
class ApplicationContextTest {

  private static GuestStep.RunApplication application(int gib, int redis, int port) {
    ValidInfrastructure lab =
        Validator.of(
                FeatureCatalog.installed()
                    .withScripts(
                        ScriptLibrary.of("lab", List.of(new Script("app.sh", "#!/bin/bash\n")))))
            .validate(
                Phoenix.infrastructure(
                    "lab",
                    container(
                        950,
                        "web",
                        image("local:vztmpl/debian-12.tar.zst"),
                        c -> {
                          c.memory(gib(gib)).cores(2).disk("local-zfs", gib(8));
                          c.network(
                              net("eth0").bridge("vmbr0").ip("10.0.0.50/24").gateway("10.0.0.1"));
                          c.install(redis().with("port", redis))
                              .port(port)
                              .applicationScript("app.sh");
                        })))
            .orElseThrow();
    SimulatedHost host = SimulatedHost.inMemory().prepareFor(lab.infrastructure());
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      Plan plan = Planner.plan(lab, hypervisor.observe(lab.scope()));
      return plan.guests().stream()
          .flatMap(guest -> guest.steps().stream())
          .map(step -> step.action())
          .filter(Action.Provision.class::isInstance)
          .flatMap(action -> ((Action.Provision) action).steps().stream())
          .filter(GuestStep.RunApplication.class::isInstance)
          .map(GuestStep.RunApplication.class::cast)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void it_reads_its_own_entry_in_the_keys_of_the_file() {
    assertThat(application(2, 6379, 8000).context())
        .hasToString(
            "{name=web, memory_mb=2048, cores=2, features=[redis], feature_parameters={redis="
                + "{port=6379, bind=127.0.0.1, password=, maxmemory=0, maxmemory_policy=noeviction,"
                + " appendonly=true}}, ports=[8000:8000], dependencies=[], network_config="
                + "{bridge=vmbr0, gw=10.0.0.1, ip=10.0.0.50/24, name=eth0}}");
  }

  @Test
  void another_port_or_another_parameter_makes_it_run_again_and_more_memory_does_not() {
    Fingerprint fingerprint = application(2, 6379, 8000).fingerprint();

    assertThat(application(4, 6379, 8000).fingerprint()).isEqualTo(fingerprint);
    assertThat(application(2, 6379, 8001).fingerprint()).isNotEqualTo(fingerprint);
    assertThat(application(2, 6380, 8000).fingerprint()).isNotEqualTo(fingerprint);
  }
}
