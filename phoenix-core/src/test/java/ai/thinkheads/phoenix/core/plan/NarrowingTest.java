package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Attributes;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A part of a definition: what comes along, what does not, and what that means. */
class NarrowingTest {

  private static final Vmid BASE = Vmid.of(900);
  private static final Vmid SERVICE = Vmid.of(950);
  private static final Vmid WEB = Vmid.of(960);

  @Test
  void what_is_needed_comes_along() {
    Plan plan = Planner.plan(lab().select(List.of(WEB)), Lab.bare());

    assertThat(plan.guests()).extracting(GuestPlan::vmid).containsExactly(BASE, SERVICE, WEB);
  }

  @Test
  void only_means_that_nothing_comes_along_and_the_source_is_taken_as_it_is() {
    Plan whole = Planner.plan(lab(), Lab.with(base(), service(true)));
    Plan only = Planner.plan(lab().selectOnly(List.of(WEB)), Lab.with(base(), service(true)));

    assertThat(only.guests()).extracting(GuestPlan::vmid).containsExactly(WEB);
    assertThat(only.guest(WEB).orElseThrow().steps())
        .isEqualTo(whole.guest(WEB).orElseThrow().steps());
    assertThat(only.problems()).isEmpty();
  }

  @Test
  void a_source_that_is_absent_and_not_selected_is_an_error() {
    Plan plan = Planner.plan(lab().selectOnly(List.of(WEB)), Lab.with(service(true)));

    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "error: container 960 \"clone-960\": cannot be cloned: 900 base has no snapshot"
                + " base-snapshot yet, and is not part of this; leave out --only, so that it is made"
                + " first");
  }

  @Test
  void what_is_needed_and_does_not_run_is_told() {
    Plan plan = Planner.plan(lab().selectOnly(List.of(WEB)), Lab.with(base(), service(false)));

    assertThat(plan.isRunnable()).isTrue();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "warning: container 960 \"clone-960\": needs 950 service, which does not run and is not"
                + " part of this; leave out --only, so that it is started first");
  }

  @Test
  void what_needs_a_destroyed_guest_and_stays_is_in_the_way() {
    Plan plan =
        Planner.planDestroy(
            lab().selectOnly(List.of(SERVICE)), Lab.with(base(), service(true), web()));

    assertThat(plan.isRunnable()).isFalse();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "error: container 950 \"service\": is still needed by 960 clone-960; add --dependents to"
                + " destroy first what needs it, or --only to leave that without it");
  }

  @Test
  void with_consent_what_needs_it_is_left_without_it() {
    Plan plan =
        Planner.planDestroy(
            lab().selectOnly(List.of(SERVICE)),
            Lab.with(base(), service(true), web()),
            PlanOptions.defaults().leavingDependents());

    assertThat(plan.isRunnable()).isTrue();
    assertThat(plan.guests()).extracting(GuestPlan::vmid).containsExactly(SERVICE);
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "warning: container 950 \"service\": is needed by 960 clone-960, left without it; make it"
                + " again with phoenix apply");
  }

  @Test
  void what_does_not_exist_needs_nothing() {
    Plan plan =
        Planner.planDestroy(lab().selectOnly(List.of(SERVICE)), Lab.with(base(), service(true)));

    assertThat(plan.isRunnable()).isTrue();
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void to_destroy_what_does_not_exist_is_nothing_to_do() {
    Plan plan = Planner.planDestroy(lab(), Lab.bare());

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.toString()).endsWith("Nothing to do: there is no such guest.\n");
  }

  private static ValidInfrastructure lab() {
    Container web = Lab.cloneOf(900, 960).dependencies(Set.of(SERVICE)).build();
    return Lab.valid(Lab.template().build(), Lab.service().build(), web);
  }

  private static ObservedGuest base() {
    Map<String, String> options = new TreeMap<>();
    options.put("hostname", "base");
    options.put("cores", "2");
    options.put("memory", "2048");
    options.put("net0", "name=eth0,bridge=vmbr0,gw=10.0.0.1,ip=10.0.0.200/24");
    options.put("rootfs", "local-zfs:subvol-900-disk-0,size=8G");
    options.put("unprivileged", "1");
    Fingerprint print = Fingerprint.of(Lab.BASE, Attributes.none());
    ConfigSection snapshot =
        new ConfigSection(
            new TreeMap<>(options),
            List.of(),
            TemplateSnapshot.remark(Fingerprint.combined(List.of(print))));
    return Lab.guest(900, false, options, Map.of("base-snapshot", snapshot), Map.of());
  }

  private static ObservedGuest service(boolean running) {
    return Lab.guest(
        950,
        running,
        Map.of(
            "hostname", "service",
            "cores", "4",
            "memory", "2048",
            "features", "nesting=1",
            "net0", "name=eth0,bridge=vmbr0,gw=10.0.0.1,ip=10.0.0.150/24",
            "rootfs", "local-zfs:subvol-950-disk-0,size=16G",
            "unprivileged", "1"),
        Map.of(),
        Map.of("docker", Fingerprint.of(Lab.APP, Attributes.none()).text()));
  }

  private static ObservedGuest web() {
    return Lab.guest(960, true, Map.of("hostname", "web"), Map.of(), Map.of());
  }
}
