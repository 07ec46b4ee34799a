package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.docker;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.DriftText;
import ai.thinkheads.phoenix.core.plan.Finding;
import ai.thinkheads.phoenix.core.plan.Inspection;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.plan.Status;
import ai.thinkheads.phoenix.core.run.Inspector;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What is seen inside of guests. */
class InspectionTest {

  private final ValidInfrastructure lab = lab();

  private static ValidInfrastructure lab() {
    TemplateDef base =
        template(
            900,
            "base",
            image("local:vztmpl/debian-12.tar.zst"),
            t ->
                t.disk("local-zfs", gib(8))
                    .network(net("eth0").bridge("vmbr0").dhcp())
                    .install(baseSetup())
                    .snapshot("base"));
    return Validator.of(FeatureCatalog.installed())
        .validate(
            Phoenix.infrastructure(
                "lab",
                container(
                    950,
                    "web",
                    base,
                    c ->
                        c.network(net("eth0").bridge("vmbr0").dhcp())
                            .install(docker())
                            .healthCheck(http("http://localhost/")))))
        .orElseThrow();
  }

  private SimulatedHost applied() {
    SimulatedHost host = SimulatedHost.inMemory().prepareFor(lab.infrastructure());
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      Plan plan = Planner.plan(lab, hypervisor.observe(lab.scope()));
      assertThat(Runner.on(hypervisor).run(plan).isSuccess()).isTrue();
    }
    return host;
  }

  private Status look(SimulatedHost host) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      ObservedState observed = hypervisor.observe(lab.scope());
      return Status.of(Planner.plan(lab, observed), observed)
          .with(
              Inspector.inspect(
                  Inspection.of(lab, observed, EnumSet.allOf(Inspection.Question.class)),
                  hypervisor,
                  2));
    }
  }

  @Test
  void a_guest_is_looked_at_with_all_that_it_has_from_its_template() {
    Status status = look(applied());

    assertThat(status.findings(Vmid.of(950)))
        .containsExactly(
            Finding.works("base_setup"), Finding.works("docker"), Finding.works("health-check"));
    assertThat(status.findings(Vmid.of(900)))
        .containsExactly(Finding.unknown("base_setup", "the guest is stopped"));
  }

  @Test
  void what_fails_is_shown_with_its_guest_although_that_is_as_defined() {
    SimulatedHost host = applied();
    host.provisioning().fail(Vmid.of(950), "docker", 1, "the Docker engine does not answer");

    Status status = look(host);

    assertThat(status.inSync()).isEqualTo(2);
    assertThat(status.toString())
        .contains("docker fails: the Docker engine does not answer")
        .contains("inside: 2 working, 1 failing");
    assertThat(DriftText.of(status, Page.plain()))
        .contains("950 web", "docker fails: the Docker engine does not answer")
        .doesNotContain("900 base");
  }
}
