package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.dsl.Features.baseSetup;
import static ai.thinkheads.phoenix.dsl.Features.docker;
import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.template;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.dsl.NetworkDef;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.dsl.TemplateDef;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When what is installed in a template changes, all that was cloned from it is told to be stale.
 */
class StaleTemplatesTest {

  private static final String WEB_IS_STALE =
      "container 950 \"web\": is stale: its templates have docker in another form by now; it stays"
          + " as it is; to make it again from its templates add ";

  private final SimulatedHost host = SimulatedHost.inMemory().prepareFor(lab(3).infrastructure());

  /** Base, a template with Docker, one that is cloned from that, and a guest of each of these. */
  private static ValidInfrastructure lab(int logs) {
    TemplateDef base =
        template(
            900,
            "base",
            image("local:vztmpl/debian-12.tar.zst"),
            t ->
                t.disk("local-zfs", gib(8))
                    .network(lan(200))
                    .install(baseSetup())
                    .snapshot("base"));
    TemplateDef engine =
        template(
            902,
            "engine",
            base,
            t ->
                t.network(lan(202))
                    .install(docker().with("log_max_files", logs))
                    .snapshot("engine"));
    TemplateDef python =
        template(
            903,
            "python",
            engine,
            t -> t.network(lan(203)).install(feature("python_api_service")).snapshot("python"));
    return Validator.of(FeatureCatalog.installed())
        .validate(
            Phoenix.infrastructure(
                "lab",
                container(950, "web", python, c -> c.network(lan(150))),
                container(
                    951,
                    "own",
                    python,
                    c -> c.network(lan(151)).install(docker().with("log_max_files", 9))),
                container(952, "plain", base, c -> c.network(lan(152)))))
        .orElseThrow();
  }

  private static NetworkDef lan(int number) {
    return net("eth0").bridge("vmbr0").ip("10.0.0." + number + "/24").gateway("10.0.0.1");
  }

  private Plan plan(ValidInfrastructure lab, Integer... replaced) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      PlanOptions options =
          PlanOptions.defaults()
              .replacing(List.of(replaced).stream().map(vmid -> Vmid.of(vmid)).toList());
      return Planner.plan(lab, hypervisor.observe(lab.scope()), options);
    }
  }

  private void apply(ValidInfrastructure lab, Integer... replaced) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      assertThat(Runner.on(hypervisor).run(plan(lab, replaced)).isSuccess()).isTrue();
    }
  }

  private static List<String> warnings(Plan plan) {
    return plan.problems().stream()
        .map(Problem::toString)
        .map(text -> text.replaceFirst("^warning: ", ""))
        .toList();
  }

  @Test
  void nothing_is_stale_as_long_as_templates_are_as_defined() {
    apply(lab(3));

    assertThat(plan(lab(3)).isEmpty()).isTrue();
    assertThat(warnings(plan(lab(3)))).isEmpty();
  }

  @Test
  void a_changed_template_makes_all_its_descendants_stale_and_nothing_is_done_about_it() {
    apply(lab(3));

    Plan plan = plan(lab(5));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(warnings(plan))
        .hasSize(3)
        .anyMatch(text -> text.startsWith("template 902") && text.contains("--replace 902"))
        .anyMatch(
            text ->
                text.startsWith("template 903")
                    && text.contains("as was that of what it is cloned from")
                    && text.contains("--replace 903"))
        .contains(WEB_IS_STALE + "--replace 902 --replace 903 --replace 950");
  }

  @Test
  void what_is_made_again_from_its_templates_is_stale_no_more() {
    apply(lab(3));

    apply(lab(5), 902);
    assertThat(warnings(plan(lab(5))))
        .hasSize(2)
        .anyMatch(text -> text.startsWith("template 903"))
        .contains(WEB_IS_STALE + "--replace 903 --replace 950");

    apply(lab(5), 903, 950);
    assertThat(warnings(plan(lab(5)))).isEmpty();
    assertThat(plan(lab(5)).isEmpty()).isTrue();
  }
}
