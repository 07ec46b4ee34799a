package ai.thinkheads.phoenix.core.plan;

import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_OPTIONS;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_PRINT;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.DOCKER_PRINT;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.INSTALL_DOCKER;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.SERVICE;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.SERVICE_OPTIONS;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.actions;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.changed;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.existingTemplate;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.planService;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.feature.Script;
import ai.thinkheads.phoenix.core.feature.ScriptLibrary;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is planned inside of guests that are there. */
class InsidePlanTest {

  @Test
  void a_stopped_service_is_started_and_judged_from_inside() {
    ObservedGuest stopped = Lab.guest(950, false, SERVICE_OPTIONS, Map.of(), Map.of());

    Plan plan = planService(stopped);

    assertThat(actions(plan, SERVICE))
        .containsExactly(
            new Action.Start(SERVICE), new Action.Provision(SERVICE, List.of(INSTALL_DOCKER)));
  }

  @Test
  void only_features_whose_fingerprint_is_not_recorded_are_installed_and_health_is_checked_after() {
    HealthCheck check = HealthCheck.of("curl -f localhost");
    ObservedGuest without =
        Lab.guest(950, true, SERVICE_OPTIONS, Map.of(), Map.of("docker", "0".repeat(16)));

    Plan plan =
        Planner.plan(
            Lab.valid(Lab.template().build(), Lab.service().healthCheck(check).build()),
            Lab.with(existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), without));

    Action.Provision provision = (Action.Provision) actions(plan, SERVICE).get(0);
    assertThat(provision.steps())
        .extracting(GuestStep::name)
        .containsExactly("docker", "health-check");
  }

  @Test
  void what_requires_a_changed_feature_on_the_same_guest_is_installed_again_and_nothing_else_is() {
    FeatureCatalog catalog =
        FeatureCatalog.of(List.of())
            .withScripts(
                ScriptLibrary.of(
                    "scripts",
                    List.of(
                        new Script("engine.sh", "# @param version text - which\necho\n"),
                        new Script("tool.sh", "echo\n"),
                        new Script("site.sh", "# @requires engine\necho site\n"))));

    Set<String> changed = changed(printsOf(engine("1"), catalog), printsOf(engine("2"), catalog));

    assertThat(changed).containsExactly("engine", "site");
  }

  private static Container engine(String version) {
    return Lab.template()
        .features(
            List.of(
                FeatureUse.of("engine").with("version", version),
                FeatureUse.of("tool"),
                FeatureUse.of("site")))
        .build();
  }

  private static Map<String, Fingerprint> printsOf(Container container, FeatureCatalog catalog) {
    ValidInfrastructure valid =
        Validator.of(catalog)
            .validate(Infrastructure.empty().withContainers(List.of(container)))
            .orElseThrow();
    return GuestGoal.of(container, valid).installs().stream()
        .collect(Collectors.toMap(GuestStep::name, GuestStep::fingerprint));
  }

  private static Set<String> changed(
      Map<String, Fingerprint> before, Map<String, Fingerprint> after) {
    return before.keySet().stream()
        .filter(name -> !before.get(name).equals(after.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void a_health_check_that_failed_last_time_is_made_again() {
    ObservedGuest unchecked =
        Lab.guest(950, true, SERVICE_OPTIONS, Map.of(), Map.of("docker", DOCKER_PRINT.text()));

    Plan plan =
        Planner.plan(
            Lab.valid(
                Lab.template().build(), Lab.service().healthCheck(HealthCheck.of("true")).build()),
            Lab.with(existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), unchecked));

    Action.Provision provision = (Action.Provision) actions(plan, SERVICE).get(0);
    assertThat(provision.steps()).extracting(GuestStep::name).containsExactly("health-check");
  }

  @Test
  void a_template_whose_snapshot_was_never_taken_is_finished() {
    ObservedGuest half =
        Lab.guest(900, true, BASE_OPTIONS, Map.of(), Map.of("base", BASE_PRINT.text()));

    Plan plan = Planner.plan(Lab.valid(Lab.template().build()), Lab.with(half));

    assertThat(actions(plan, BASE))
        .hasExactlyElementsOfTypes(Action.Shutdown.class, Action.TakeSnapshot.class);
  }
}
