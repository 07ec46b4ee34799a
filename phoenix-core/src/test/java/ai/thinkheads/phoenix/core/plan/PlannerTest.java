package ai.thinkheads.phoenix.core.plan;

import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_OPTIONS;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_PRINT;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.SERVICE;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.SERVICE_OPTIONS;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.actions;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.changed;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.configure;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.existingTemplate;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.planService;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.service;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Firewall;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.text.Page;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is planned for guests that are there, and what stands in the way. */
class PlannerTest {

  @Test
  void nothing_is_done_when_everything_is_as_defined() {
    Plan plan =
        Planner.plan(
            Lab.valid(Lab.template().build(), Lab.service().build()),
            Lab.with(
                existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), service(SERVICE_OPTIONS)));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.guests()).extracting(GuestPlan::kind).containsOnly(GuestPlan.Kind.IN_SYNC);
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void a_live_change_restarts_nothing_and_sends_the_digest() {
    Map<String, String> less = changed(SERVICE_OPTIONS, "memory", "1024");

    Plan plan = planService(service(less));

    assertThat(actions(plan, SERVICE))
        .containsExactly(
            new Action.Configure(
                SERVICE,
                new TreeMap<>(Map.of("memory", "2048")),
                new TreeSet<>(),
                Optional.of("d".repeat(40))));
    assertThat(plan.guest(SERVICE).orElseThrow().changes())
        .containsExactly(new Change("memory", "1 GiB → 2 GiB", Effect.LIVE));
  }

  @Test
  void a_change_that_needs_a_restart_says_so_and_restarts_once_after_the_live_ones() {
    Map<String, String> other =
        changed(changed(SERVICE_OPTIONS, "memory", "1024"), "features", "nesting=0,fuse=1");

    Plan plan = planService(service(other));

    assertThat(actions(plan, SERVICE))
        .containsExactly(
            configure(Map.of("memory", "2048"), Optional.of("d".repeat(40))),
            configure(Map.of("features", "nesting=1,fuse=1"), Optional.empty()),
            new Action.Restart(SERVICE));
    assertThat(plan.guest(SERVICE).orElseThrow().changes())
        .contains(
            new Change("flags", "nesting 0 → 1", Effect.RESTART),
            new Change("memory", "1 GiB → 2 GiB", Effect.LIVE));
  }

  @Test
  void without_restarts_the_change_is_made_and_waits() {
    Plan plan =
        Planner.plan(
            Lab.valid(Lab.template().build(), Lab.service().build()),
            Lab.with(
                existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)),
                service(changed(SERVICE_OPTIONS, "features", "nesting=0"))),
            PlanOptions.defaults().withoutRestarts());

    assertThat(actions(plan, SERVICE))
        .containsExactly(configure(Map.of("features", "nesting=1"), Optional.of("d".repeat(40))));
    assertThat(plan.guest(SERVICE).orElseThrow().changes())
        .containsExactly(new Change("flags", "nesting 0 → 1", Effect.NEXT_START));
  }

  @Test
  void what_was_set_and_waits_for_a_restart_is_a_state_of_its_own() {
    ObservedGuest waiting =
        Lab.pending(
            service(changed(SERVICE_OPTIONS, "features", "nesting=0")),
            Map.of("features", "nesting=1"));

    Plan allowed = planService(waiting);
    Plan forbidden =
        Planner.plan(
            Lab.valid(Lab.template().build(), Lab.service().build()),
            Lab.with(existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), waiting),
            PlanOptions.defaults().withoutRestarts());

    assertThat(allowed.guest(SERVICE).orElseThrow().kind())
        .isEqualTo(GuestPlan.Kind.RESTART_PENDING);
    assertThat(actions(allowed, SERVICE)).containsExactly(new Action.Restart(SERVICE));
    assertThat(allowed.restartsPending()).isEmpty();
    assertThat(forbidden.guest(SERVICE).orElseThrow().kind())
        .isEqualTo(GuestPlan.Kind.RESTART_PENDING);
    assertThat(forbidden.isEmpty()).isTrue();
    assertThat(forbidden.restartsPending()).containsExactly(SERVICE);
    assertThat(forbidden.guest(SERVICE).orElseThrow().changes())
        .containsExactly(new Change("flags", "nesting 0 → 1", Effect.NEXT_START));
  }

  @Test
  void what_others_set_and_waits_for_a_restart_is_no_reason_for_one() {
    ObservedGuest waiting = Lab.pending(service(SERVICE_OPTIONS), Map.of("tty", "4"));

    assertThat(planService(waiting).guest(SERVICE).orElseThrow().kind())
        .isEqualTo(GuestPlan.Kind.IN_SYNC);
  }

  @Test
  void what_others_took_away_and_waits_for_a_restart_counts() {
    ObservedGuest waiting =
        Lab.pending(
            service(
                changed(SERVICE_OPTIONS, "mp3", "local-zfs:subvol-950-disk-1,mp=/data,size=4G")),
            Map.of("delete", "mp3"));

    Plan plan = planService(waiting);

    assertThat(plan.guest(SERVICE).orElseThrow().kind()).isEqualTo(GuestPlan.Kind.RESTART_PENDING);
    assertThat(plan.guest(SERVICE).orElseThrow().changes())
        .containsExactly(
            new Change(
                "mp3", "local-zfs:subvol-950-disk-1,mp=/data,size=4G → none", Effect.RESTART));
  }

  @Test
  void what_the_node_cannot_manage_is_told_though_the_definition_does_not_say_it() {
    Map<String, String> auto =
        changed(SERVICE_OPTIONS, "net0", SERVICE_OPTIONS.get("net0") + ",ip6=auto");
    Container managed =
        Lab.service()
            .networks(List.of(Lab.network(150).toBuilder().hostManaged(true).build()))
            .build();

    Plan plan =
        Planner.plan(
            Lab.valid(Lab.template().build(), managed),
            Lab.with(existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), service(auto)));

    assertThat(plan.problems())
        .extracting(Problem::message)
        .contains("net0 has IPv6 auto, which the node cannot set (host-managed)");
  }

  @Test
  void the_status_tells_differing_missing_and_waiting_guests_apart() {
    ValidInfrastructure desired =
        Lab.valid(Lab.template().build(), Lab.service().build(), Lab.cloneOf(900, 951).build());
    ObservedState observed =
        Lab.with(
            existingTemplate(changed(BASE_OPTIONS, "cores", "3"), List.of(BASE_PRINT)),
            Lab.pending(
                service(changed(SERVICE_OPTIONS, "features", "nesting=0")),
                Map.of("features", "nesting=1")));

    Status status = Status.of(Planner.plan(desired, observed), observed);

    assertThat(status.guests())
        .extracting(GuestStatus::standing)
        .containsExactly(
            GuestStatus.Standing.DRIFTED,
            GuestStatus.Standing.RESTART_PENDING,
            GuestStatus.Standing.MISSING);
    assertThat(DriftText.of(status, Page.plain()))
        .isEqualTo(
            """
            900 base       cores 3 → 2          differs
            950 service    flags nesting 0 → 1  restart pending
            951 clone-951  does not exist

            3 guests of lab on pve1: 1 differing, 1 missing, 1 waiting for a restart.
            """);
  }

  @Test
  void options_and_devices_that_others_put_there_stay() {
    Map<String, String> foreign =
        changed(
            changed(SERVICE_OPTIONS, "dev0", "/dev/kvm"),
            "net1",
            "name=eth1,bridge=vmbr9,hwaddr=BC:24:11:00:00:03,type=veth");

    assertThat(planService(service(foreign)).isEmpty()).isTrue();
  }

  @Test
  void gpus_are_given_and_taken_as_assigned_without_touching_other_devices() {
    Map<String, String> before =
        changed(
            changed(changed(SERVICE_OPTIONS, "dev0", "/dev/nvidia0,mode=0666"), "dev1", "/dev/kvm"),
            "dev2",
            "/dev/nvidiactl,mode=0666");

    Plan plan =
        Planner.plan(
            Lab.valid(
                Lab.template().build(), Lab.service().gpus(GpuAssignment.of(List.of(1))).build()),
            Lab.state(
                Set.of("vmbr0"),
                Set.of("/dev/nvidia0", "/dev/nvidia1", "/dev/nvidiactl"),
                existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)),
                service(before)));

    assertThat(actions(plan, SERVICE).get(0))
        .isEqualTo(
            new Action.Configure(
                SERVICE,
                new TreeMap<>(Map.of("dev3", "/dev/nvidia1,mode=0666")),
                new TreeSet<>(Set.of("dev0")),
                Optional.of("d".repeat(40))));
  }

  @Test
  void a_container_in_another_pool_is_moved_and_one_of_which_nothing_is_said_is_left_alone() {
    Container pooled = Lab.service().pool("prod").build();
    Plan moved = planInPools(pooled, Map.of("lab", inPool(950), "prod", inPool()));

    assertThat(actions(moved, SERVICE))
        .containsExactly(new Action.JoinPool(SERVICE, "prod", Optional.of("lab")));
    assertThat(moved.guest(SERVICE).orElseThrow().changes())
        .containsExactly(new Change("pool", "lab → prod", Effect.LIVE));
    assertThat(actions(planInPools(pooled, Map.of("prod", inPool())), SERVICE))
        .containsExactly(new Action.JoinPool(SERVICE, "prod", Optional.empty()));
    assertThat(planInPools(pooled, Map.of("prod", inPool(900, 950))).isEmpty()).isTrue();
    assertThat(planInPools(Lab.service().build(), Map.of("lab", inPool(950))).isEmpty()).isTrue();
  }

  private static SortedSet<Vmid> inPool(int... vmids) {
    return Arrays.stream(vmids).mapToObj(Vmid::of).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Plan planInPools(Container service, Map<String, SortedSet<Vmid>> pools) {
    NodeCondition condition = NodeCondition.good().withSupply(NodeSupply.none().withPools(pools));
    ObservedState state =
        Lab.with(existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), service(SERVICE_OPTIONS));
    return Planner.plan(
        Lab.valid(Lab.template().build(), service),
        ObservedState.of(state.nodes().get("pve1").with(condition), state.guests().values()));
  }

  @Test
  void a_mount_that_is_there_is_recognised_by_its_path_and_never_made_twice() {
    Map<String, String> before =
        changed(SERVICE_OPTIONS, "mp3", "local-zfs:subvol-950-disk-1,mp=/data,size=4G");

    Plan plan =
        Planner.plan(
            Lab.valid(
                Lab.template().build(),
                Lab.service()
                    .mounts(
                        List.of(
                            new Mount.Volume(
                                Optional.of("data"), "local-zfs", ByteSize.gib(8), "/data"),
                            Mount.Bind.of("/srv/models", "/models")))
                    .build()),
            Lab.with(existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), service(before)));

    assertThat(actions(plan, SERVICE))
        .containsExactly(
            new Action.MakeDirectory(SERVICE, "/srv/models", 100_000, 100_000),
            configure(
                Map.of(
                    "description", "<!-- phoenix: mp:/data mp:/models -->",
                    "mp0", "/srv/models,mp=/models"),
                Optional.of("d".repeat(40))),
            new Action.GrowVolume(SERVICE, "mp3", ByteSize.gib(8)));
  }

  @Test
  void a_container_that_another_infrastructure_made_belongs_to_both() {
    Map<String, String> theirs =
        changed(SERVICE_OPTIONS, "description", "notes\n<!-- phoenix: from:900 made:950:old -->");

    Plan plan = planService(service(theirs));

    assertThat(actions(plan, SERVICE))
        .containsExactly(
            configure(
                Map.of(
                    "description", "notes\n<!-- phoenix: from:900 made:950:lab made:950:old -->"),
                Optional.of("d".repeat(40))));
    assertThat(plan.guest(SERVICE).orElseThrow().changes())
        .containsExactly(new Change("notes", "belongs to lab, old", Effect.LIVE));
  }

  @Test
  void what_a_node_lacks_is_found_before_anything_is_changed() {
    Plan plan =
        Planner.plan(
            Lab.valid(Lab.template().gpus(GpuAssignment.of(List.of(2))).build()),
            Lab.state(Set.of("vmbr7"), Set.of("/dev/nvidia0", "/dev/nvidia1")));

    assertThat(plan.isRunnable()).isFalse();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "error: lxc_configs.900.network_config: template 900 \"base\": bridge vmbr0 does not exist on pve1; choose from"
                + " [vmbr7], or make it first",
            "error: lxc_configs.900.gpu_assignment: template 900 \"base\": gpu 2 does not exist on"
                + " pve1 (has 0, 1); adjust the GPU assignment, or install the host's driver");
  }

  @Test
  void a_locked_guest_stands_in_the_way_only_when_it_would_be_changed() {
    Map<String, String> locked = changed(SERVICE_OPTIONS, "lock", "backup");

    assertThat(planService(service(locked)).isRunnable()).isTrue();
    assertThat(planService(service(changed(locked, "cores", "1"))).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "error: container 950 \"service\": is locked (backup): a backup of it is made; no task"
                + " does that any more; add --recover to remove the lock");
  }

  @Test
  void a_disk_never_shrinks() {
    Map<String, String> bigger =
        changed(SERVICE_OPTIONS, "rootfs", "local-zfs:subvol-950-disk-0,size=32G");

    Plan plan = planService(service(bigger));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "error: container 950 \"service\": disk of 32 GiB cannot shrink to 16 GiB; set the"
                + " disk to 32 GiB or more");
  }

  @Test
  void a_firewall_is_written_whole_and_left_alone_when_nothing_is_said() {
    Plan silent = planService(service(SERVICE_OPTIONS));
    Plan on =
        Planner.plan(
            Lab.valid(
                Lab.template().build(),
                Lab.service().firewall(new Firewall(true, List.of())).build()),
            Lab.with(
                existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), service(SERVICE_OPTIONS)));

    assertThat(silent.isEmpty()).isTrue();
    assertThat(actions(on, SERVICE))
        .hasExactlyElementsOfTypes(Action.Configure.class, Action.WriteFirewall.class)
        .contains(new Action.WriteFirewall(SERVICE, "[OPTIONS]\n\nenable: 1\n"));
  }

  @Test
  void destroying_begins_with_those_that_need_the_others() {
    Plan plan =
        Planner.planDestroy(
            Lab.valid(Lab.template().build(), Lab.service().build()),
            Lab.with(
                existingTemplate(BASE_OPTIONS, List.of(BASE_PRINT)), service(SERVICE_OPTIONS)));

    assertThat(plan.guests()).extracting(GuestPlan::vmid).containsExactly(SERVICE, BASE);
    assertThat(actions(plan, SERVICE))
        .containsExactly(new Action.Shutdown(SERVICE), new Action.Destroy(SERVICE, true));
    assertThat(plan.guest(BASE).orElseThrow().after()).containsExactly(SERVICE);
  }

  @Test
  void a_protected_guest_is_not_even_shut_down() {
    Plan plan =
        Planner.planDestroy(
            Lab.valid(Lab.template().build(), Lab.service().build()),
            Lab.with(service(changed(SERVICE_OPTIONS, "protection", "1"))));

    assertThat(plan.isRunnable()).isFalse();
  }
}
