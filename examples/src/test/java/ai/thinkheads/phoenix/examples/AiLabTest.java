package ai.thinkheads.phoenix.examples;

import static ai.thinkheads.phoenix.dsl.Units.gib;
import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static ai.thinkheads.phoenix.testing.Steps.cloneInto;
import static ai.thinkheads.phoenix.testing.Steps.grow;
import static ai.thinkheads.phoenix.testing.Steps.install;
import static ai.thinkheads.phoenix.testing.Steps.snapshot;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.testing.SimulatedProxmox;
import org.junit.jupiter.api.Test;

@SimulatedProxmox(preparedFor = AiLab.class)
class AiLabTest {

  private static final ValidInfrastructure LAB =
      Validator.of(FeatureCatalog.installed()).validate(AiLab.infrastructure()).orElseThrow();

  @Test
  void granite_is_served_by_vllm_on_both_gpus() {
    assertThat(AiLab.infrastructure())
        .container(950)
        .isClonedFrom(920)
        .hasFeature("vllm", "model", "ibm-granite/granite-3.3-8b-instruct")
        .hasMemory(gib(72))
        .hasGpus(0, 1)
        .dependsOn(953);
  }

  @Test
  void templates_are_finished_before_they_are_cloned(Hypervisor pve) {
    Plan plan = plan(pve);

    assertThat(plan)
        .creates(900, 901, 902, 920)
        .runs(snapshot(920))
        .after(install(920, "vllm"))
        .before(cloneInto(950))
        .doesNotRun(grow(950));
  }

  @Test
  void one_apply_is_enough(Hypervisor pve) {
    Report report = Runner.on(pve).run(plan(pve));

    assertThat(report).isSuccess();
    assertThat(pve.observe(LAB.scope())).guest(950).isRunning().hasOption("memory", "73728");
    assertThat(plan(pve)).isEmpty();
  }

  private static Plan plan(Hypervisor pve) {
    return Planner.plan(LAB, pve.observe(LAB.scope()));
  }
}
