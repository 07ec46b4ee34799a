package ai.thinkheads.phoenix.core.plan;

import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_OPTIONS;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_PRINT;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.DOCKER_PRINT;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.INSTALL_BASE;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.INSTALL_DOCKER;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.SERVICE;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.actions;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.changed;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.existingTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is planned for templates that are made, and for what is cloned from them. */
class ClonePlanTest {

  @Test
  void a_template_is_made_provisioned_shut_down_and_snapshotted() {
    Plan plan = Planner.plan(Lab.valid(Lab.template().build()), Lab.bare());

    assertThat(actions(plan, BASE))
        .containsExactly(
            new Action.CreateContainer(
                BASE,
                Lab.IMAGE,
                new TreeMap<>(
                    Map.of(
                        "hostname", "base",
                        "cores", "2",
                        "description", "<!-- phoenix: from:" + Lab.IMAGE + " made:900:lab -->",
                        "memory", "2048",
                        "net0", "name=eth0,bridge=vmbr0,ip=10.0.0.200/24,gw=10.0.0.1",
                        "rootfs", "local-zfs:8",
                        "unprivileged", "1"))),
            new Action.Start(BASE),
            new Action.Provision(BASE, List.of(INSTALL_BASE)),
            new Action.Shutdown(BASE),
            new Action.TakeSnapshot(
                BASE,
                "base-snapshot",
                "Phoenix template, fingerprint " + Fingerprint.combined(List.of(BASE_PRINT))));
  }

  @Test
  void a_clone_gets_all_that_differs_from_its_template_in_one_set() {
    Plan plan = Planner.plan(Lab.valid(Lab.template().build(), Lab.service().build()), Lab.bare());

    assertThat(actions(plan, SERVICE))
        .containsExactly(
            new Action.CloneContainer(
                SERVICE,
                BASE,
                "base-snapshot",
                "service",
                "local-zfs",
                "<!-- phoenix: from:900 made:950:lab -->"),
            new Action.Configure(
                SERVICE,
                new TreeMap<>(
                    Map.of(
                        "cores", "4",
                        "features", "nesting=1",
                        "net0", "name=eth0,bridge=vmbr0,ip=10.0.0.150/24,gw=10.0.0.1")),
                new TreeSet<>(),
                Optional.empty()),
            new Action.GrowVolume(SERVICE, "rootfs", ByteSize.gib(16)),
            new Action.Start(SERVICE),
            new Action.Provision(SERVICE, List.of(INSTALL_DOCKER)));
    assertThat(plan.guest(SERVICE).orElseThrow().after()).containsExactly(BASE);
  }

  @Test
  void a_clone_never_gets_the_volumes_of_its_template() {
    MountOptions noAtime = MountOptions.builder().flags(List.of(MountOptions.Flag.NOATIME)).build();
    Mount.Volume data = new Mount.Volume(Optional.empty(), "local-zfs", ByteSize.gib(4), "/data");
    Container clone =
        Lab.service()
            .rootDisk(new RootDisk("local-zfs", ByteSize.gib(8), noAtime))
            .mounts(List.of(data.withOptions(noAtime)))
            .build();
    Container template = Lab.template().mounts(List.of(data)).build();
    ObservedGuest existing =
        existingTemplate(
            changed(
                changed(BASE_OPTIONS, "mp0", "local-zfs:subvol-900-disk-1,mp=/data,size=4G"),
                "description",
                "<!-- phoenix: mp:/data -->"),
            List.of(BASE_PRINT));

    for (ObservedState state : List.of(Lab.bare(), Lab.with(existing))) {
      List<Action> actions = actions(Planner.plan(Lab.valid(template, clone), state), SERVICE);

      assertThat(actions.get(1))
          .isEqualTo(
              new Action.MountVolumes(
                  SERVICE,
                  new TreeMap<>(
                      Map.of(
                          "mp0", "mp=/data,mountoptions=noatime",
                          "rootfs", "mountoptions=noatime"))));
      assertThat(((Action.Configure) actions.get(2)).options().keySet())
          .doesNotContain("rootfs", "mp0");
    }
  }

  @Test
  void a_volume_of_a_clone_grows_beyond_that_of_a_template_that_is_made_with_it() {
    Container template =
        Lab.template()
            .mounts(
                List.of(new Mount.Volume(Optional.empty(), "local-zfs", ByteSize.gib(4), "/data")))
            .build();
    Container clone =
        Lab.service()
            .mounts(
                List.of(new Mount.Volume(Optional.empty(), "local-zfs", ByteSize.gib(9), "/data")))
            .build();

    assertThat(actions(Planner.plan(Lab.valid(template, clone), Lab.bare()), SERVICE))
        .contains(new Action.GrowVolume(SERVICE, "mp0", ByteSize.gib(9)));
  }

  @Test
  void a_clone_does_not_take_over_the_hardware_address_of_its_template() {
    ObservedGuest base = existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT));

    Plan plan =
        Planner.plan(Lab.valid(Lab.template().build(), Lab.service().build()), Lab.with(base));

    Action.Configure set = (Action.Configure) actions(plan, SERVICE).get(1);
    assertThat(set.options().get("net0"))
        .isEqualTo("name=eth0,bridge=vmbr0,gw=10.0.0.1,ip=10.0.0.150/24,type=veth");
  }

  @Test
  void a_clone_of_a_clone_that_grew_is_not_grown_again() {
    Plan plan =
        Planner.plan(
            Lab.valid(
                Lab.template().build(),
                Lab.service().templateSnapshot("big-snapshot").build(),
                Lab.cloneOf(950, 960).build()),
            Lab.bare());

    assertThat(actions(plan, SERVICE))
        .contains(new Action.GrowVolume(SERVICE, "rootfs", ByteSize.gib(16)));
    assertThat(actions(plan, Vmid.of(960))).noneMatch(Action.GrowVolume.class::isInstance);
  }

  @Test
  void what_the_template_has_installed_is_not_installed_again_in_a_clone() {
    Plan plan =
        Planner.plan(
            Lab.valid(
                Lab.template().build(),
                Lab.service().features(Lab.template().build().features()).build()),
            Lab.bare());

    assertThat(actions(plan, SERVICE)).noneMatch(Action.Provision.class::isInstance);
  }

  @Test
  void a_clone_of_a_stale_template_installs_everything_itself() {
    ObservedGuest stale = existingTemplate(BASE_OPTIONS, List.of(DOCKER_PRINT));

    Plan plan =
        Planner.plan(
            Lab.valid(
                Lab.template().build(),
                Lab.service().features(Lab.template().build().features()).build()),
            Lab.with(stale));

    assertThat(actions(plan, SERVICE))
        .contains(new Action.Provision(SERVICE, List.of(INSTALL_BASE)));
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "warning: template 900 \"base\": snapshot base-snapshot was taken with other features"
                + " than are defined now; clones are made from it as it is; add --replace 900"
                + " to destroy the template and make it again");
  }
}
