package ai.thinkheads.phoenix.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of guests that a killed operation has left behind. */
class DebrisTest {

  private static final Vmid BASE = Vmid.of(900);
  private static final Vmid SERVICE = Vmid.of(950);
  private static final String DIGEST = "d".repeat(40);
  private static final PlanOptions RECOVER = PlanOptions.defaults().recovering();

  @Test
  void a_half_made_guest_is_removed_only_with_consent() {
    ObservedState state = Lab.with(locked(900, "create", Map.of()));

    Plan refused = plan(state, PlanOptions.defaults());
    Plan recovered = plan(state, RECOVER);

    assertThat(errors(refused))
        .containsExactly(
            "error: template 900 \"base\": is half-made: an operation on it broke off (create);"
                + " add --recover to remove all that is left of it, with every volume of number"
                + " 900");
    assertThat(recovered.problems()).isEmpty();
    assertThat(actions(recovered, BASE))
        .startsWith(new Action.RemoveHalfMade(BASE, DIGEST))
        .anyMatch(Action.CreateContainer.class::isInstance);
    assertThat(recovered.guest(BASE).orElseThrow().kind()).isEqualTo(GuestPlan.Kind.CREATE);
  }

  @Test
  void a_half_made_clone_is_removed_although_it_has_volumes_already() {
    ObservedState state =
        Lab.with(locked(950, "create", Map.of("rootfs", "local-zfs:subvol-950-disk-0,size=8G")));

    assertThat(actions(plan(state, RECOVER), SERVICE))
        .startsWith(new Action.RemoveHalfMade(SERVICE, DIGEST))
        .anyMatch(Action.CloneContainer.class::isInstance);
  }

  @Test
  void a_guest_that_may_be_whole_is_not_removed_even_with_consent() {
    ObservedState restored =
        Lab.with(locked(900, "create", Map.of("rootfs", "local-zfs:subvol-900-disk-0,size=8G")));

    Plan plan = plan(restored, RECOVER);

    assertThat(errors(plan))
        .anyMatch(
            error ->
                error.contains("900 \"base\": is locked (create)")
                    && error.contains("it may be whole, since it was there before a restore"));
    assertThat(plan.steps()).noneMatch(step -> step.action() instanceof Action.RemoveHalfMade);
  }

  @ParameterizedTest
  @CsvSource({
    "create, vzcreate, 950",
    "create, vzclone, 900",
    "create, pct, 950",
    "snapshot, vzsnapshot, 950",
    "backup, vzdump, ''",
    "destroyed, vzdestroy, 950"
  })
  void nothing_is_cleaned_up_while_the_operation_may_go_on(String lock, String type, String id) {
    ObservedState state = at(Lab.with(locked(950, lock, Map.of())), new NodeTask(type, id));

    Plan plan = plan(state, RECOVER);

    assertThat(errors(plan))
        .anyMatch(
            error ->
                error.contains("950 \"service\": is locked (" + lock + ")")
                    && error.endsWith("goes on; wait until that has ended"));
    assertThat(plan.steps())
        .noneMatch(
            step ->
                step.action() instanceof Action.RemoveHalfMade
                    || step.action() instanceof Action.Unlock);
  }

  @Test
  void what_goes_on_elsewhere_is_no_reason_to_wait() {
    ObservedState state =
        at(
            Lab.with(locked(950, "create", Map.of())),
            new NodeTask("vzclone", "901"),
            new NodeTask("vncproxy", "950"),
            new NodeTask("vzdump", ""));

    assertThat(plan(state, RECOVER).problems()).isEmpty();
  }

  @Test
  void the_source_of_a_killed_copy_is_unlocked_before_it_is_copied_again() {
    Map<String, ConfigSection> snapshots =
        Map.of(
            "base-snapshot",
            new ConfigSection(
                new TreeMap<>(Map.of("rootfs", "x,size=8G", "unprivileged", "1")), List.of(), ""));
    ObservedState state =
        Lab.with(
            Lab.guest(900, false, Map.of("lock", "disk"), snapshots, Map.of()),
            locked(950, "create", Map.of()));

    Plan refused = plan(state, PlanOptions.defaults());
    Plan recovered = plan(state, RECOVER);

    assertThat(errors(refused))
        .anyMatch(
            error ->
                error.endsWith(
                    "900 \"base\": is locked (disk): a disk of it is copied or moved; no task does"
                        + " that any more; add --recover to remove the lock"))
        .doesNotHaveDuplicates();
    assertThat(recovered.problems()).noneMatch(Problem::isError);
    assertThat(actions(recovered, BASE)).startsWith(new Action.Unlock(BASE, "disk", DIGEST));
    assertThat(recovered.guest(SERVICE).orElseThrow().after()).contains(BASE);
  }

  @Test
  void an_unfinished_snapshot_goes_with_its_lock_and_is_taken_again() {
    ConfigSection unfinished =
        new ConfigSection(new TreeMap<>(Map.of("snapstate", "prepare")), List.of(), "");
    ObservedState state =
        Lab.with(
            Lab.guest(
                900,
                false,
                Map.of("lock", "snapshot"),
                Map.of("base-snapshot", unfinished),
                Map.of()));

    List<Action> actions = actions(plan(state, RECOVER), BASE);

    assertThat(actions)
        .startsWith(
            new Action.Unlock(BASE, "snapshot", DIGEST),
            new Action.DeleteSnapshot(BASE, "base-snapshot", true))
        .anyMatch(Action.TakeSnapshot.class::isInstance);
    assertThat(actions)
        .filteredOn(Action.Configure.class::isInstance)
        .allMatch(action -> ((Action.Configure) action).digest().isEmpty());
  }

  @Test
  void an_unfinished_snapshot_without_its_lock_does_not_count_as_taken() {
    ConfigSection unfinished =
        new ConfigSection(new TreeMap<>(Map.of("snapstate", "delete")), List.of(), "");
    ObservedState state =
        Lab.with(Lab.guest(900, false, Map.of(), Map.of("base-snapshot", unfinished), Map.of()));

    assertThat(errors(plan(state, PlanOptions.defaults())))
        .anyMatch(error -> error.contains("has the unfinished snapshot base-snapshot"));
    assertThat(actions(plan(state, RECOVER), BASE))
        .contains(new Action.DeleteSnapshot(BASE, "base-snapshot", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollback", "of-tomorrow"})
  void a_lock_that_hides_unknown_harm_is_left_to_people(String lock) {
    Plan plan = plan(Lab.with(locked(950, lock, Map.of())), RECOVER);

    assertThat(errors(plan)).anyMatch(error -> error.contains("pct unlock 950"));
    assertThat(actions(plan, SERVICE)).noneMatch(Action.Unlock.class::isInstance);
  }

  @Test
  void a_migration_that_broke_off_is_cleaned_up_when_all_nodes_were_looked_at() {
    ObservedState alone = Lab.with(locked(950, "migrate", Map.of()));
    ObservedState partly =
        new ObservedState(
            alone.here(),
            alone.nodes(),
            alone.unreachable(),
            new TreeSet<>(List.of("pve1", "pve3")),
            alone.guests());

    assertThat(actions(plan(alone, RECOVER), SERVICE))
        .startsWith(new Action.Unlock(SERVICE, "migrate", DIGEST));
    assertThat(actions(plan(partly, RECOVER), SERVICE)).noneMatch(Action.Unlock.class::isInstance);
    assertThat(errors(plan(partly, RECOVER)))
        .anyMatch(
            error ->
                error.contains("no task that was looked at does that any more")
                    && error.contains(
                        "does not go on on pve3 either, then pct unlock 950 on pve1"));
  }

  @Test
  void a_guest_whose_removal_was_killed_is_removed_to_the_end() {
    ObservedGuest marked =
        new ObservedGuest(
            SERVICE,
            "pve1",
            locked(950, "create", Map.of()).kind(),
            false,
            new GuestConfig(
                new ConfigSection(new TreeMap<>(), List.of(), Debris.MARK + "\nof old"),
                ConfigSection.empty(),
                new TreeMap<>(),
                DIGEST),
            Optional.empty(),
            Optional.empty());

    assertThat(actions(plan(Lab.with(marked), RECOVER), SERVICE))
        .startsWith(new Action.RemoveHalfMade(SERVICE, DIGEST));
    assertThat(errors(plan(Lab.with(marked), PlanOptions.defaults())))
        .anyMatch(error -> error.contains("is half-made"));
  }

  @Test
  void a_half_made_guest_is_destroyed_only_with_consent_to_recover() {
    ObservedState state = Lab.with(locked(950, "destroyed", Map.of()));

    assertThat(Planner.planDestroy(lab(), state).isRunnable()).isFalse();
    Plan plan = Planner.planDestroy(lab(), state, RECOVER);

    assertThat(plan.isRunnable()).isTrue();
    assertThat(actions(plan, SERVICE)).containsExactly(new Action.RemoveHalfMade(SERVICE, DIGEST));
  }

  @Test
  void as_long_as_a_task_on_another_node_may_be_about_it_nothing_is_cleaned_up() {
    ObservedState state = Lab.with(locked(950, "disk", Map.of()));
    SortedMap<String, ObservedNode> nodes = new TreeMap<>(state.nodes());
    nodes.put(
        "pve2",
        ObservedNode.bare(new NodeFacts("pve2", "8.4.1"))
            .with(NodeCondition.good().withTasks(new NodeTask("vzmigrate", "950"))));
    ObservedState cluster =
        new ObservedState(
            "pve1", nodes, new TreeMap<>(), new TreeSet<>(nodes.keySet()), state.guests());

    assertThat(errors(plan(state, RECOVER))).isEmpty();
    assertThat(errors(plan(cluster, RECOVER)))
        .anyMatch(error -> error.contains("and vzmigrate of 950 goes on"));
  }

  private static ObservedGuest locked(int vmid, String lock, Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(options);
    all.put("lock", lock);
    return Lab.guest(vmid, false, all, Map.of(), Map.of());
  }

  private static ObservedState at(ObservedState state, NodeTask... tasks) {
    return ObservedState.of(
        state.nodes().get("pve1").with(NodeCondition.good().withTasks(tasks)),
        state.guests().values());
  }

  private static ValidInfrastructure lab() {
    return Lab.valid(Lab.template().build(), Lab.service().build());
  }

  private static Plan plan(ObservedState state, PlanOptions options) {
    return Planner.plan(lab(), state, options);
  }

  private static List<String> errors(Plan plan) {
    return plan.problems().stream().filter(Problem::isError).map(Problem::toString).toList();
  }

  private static List<Action> actions(Plan plan, Vmid vmid) {
    return plan.guest(vmid).orElseThrow().steps().stream().map(Step::action).toList();
  }
}
