package ai.thinkheads.phoenix.core.plan;

import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_OPTIONS;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.BASE_PRINT;
import static ai.thinkheads.phoenix.core.plan.PlannedLab.DOCKER_PRINT;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.NodeCondition;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedNode;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.RawRow;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A plan is carried out on what it was made from, or not at all. */
class StalenessTest {

  private static final ValidInfrastructure LAB =
      Lab.valid(Lab.template().build(), Lab.service().build());

  private static final Storage ZFS =
      new Storage(
          "local-zfs",
          "zfspool",
          new TreeSet<>(Set.of("images", "rootdir")),
          Optional.empty(),
          false,
          false);
  private static final String SERVICE_NET =
      "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:02,ip=10.0.0.150/24,type=veth";

  /** Has 1 GiB of memory too little. */
  private static final ObservedGuest SERVICE =
      Lab.guest(
          950,
          true,
          Map.of(
              "hostname", "service",
              "cores", "4",
              "memory", "1024",
              "features", "nesting=1",
              "net0", SERVICE_NET,
              "rootfs", "local-zfs:subvol-950-disk-0,size=16G",
              "unprivileged", "1"),
          Map.of(),
          Map.of("docker", DOCKER_PRINT.text()));

  private static final ObservedGuest BASE =
      Lab.guest(900, false, BASE_OPTIONS, Map.of("base-snapshot", snapshot()), Map.of());

  private static ConfigSection snapshot() {
    return new ConfigSection(
        new TreeMap<>(BASE_OPTIONS),
        List.of(),
        TemplateSnapshot.remark(Fingerprint.combined(List.of(BASE_PRINT))));
  }

  private final Plan change = Planner.plan(LAB, Lab.with(BASE, SERVICE));
  private final Plan creation = Planner.plan(LAB, Lab.with(BASE));

  @Test
  void a_plan_on_what_it_was_made_from_stays_as_it_is() {
    assertThat(change.isEmpty()).isFalse();
    assertThat(change.against(Lab.with(BASE, SERVICE))).isEqualTo(change);
    assertThat(creation.against(Lab.with(BASE))).isEqualTo(creation);
  }

  @Test
  void a_guest_that_changed_is_told_with_all_that_changed() {
    ObservedGuest now =
        Lab.guest(
            950,
            false,
            options(Map.of("memory", "4096", "onboot", "1")),
            Map.of("by-hand", ConfigSection.empty()),
            Map.of());

    assertThat(told(change, BASE, now))
        .containsExactly(
            "error: container 950 \"service\": changed since the plan was made (was running, is"
                + " stopped; memory was 1 GiB, is 4 GiB; onboot was not set, is 1; snapshot by-hand"
                + " is new); make a new plan");
  }

  @Test
  void of_a_value_with_parts_only_those_that_changed_are_told() {
    Map<String, String> options =
        options(
            Map.of(
                "net0",
                SERVICE_NET
                    .replace("ip=10.0.0.150/24", "ip=dhcp,firewall=1")
                    .replace(",type=veth", "")));

    assertThat(changes(config(options, List.of(), "", "a")))
        .isEqualTo("net0 firewall was not set, is 1; net0 ip was 10.0.0.150/24, is dhcp");
  }

  @Test
  void another_way_of_writing_the_same_value_is_no_change_but_another_file() {
    Map<String, String> options =
        options(Map.of("net0", "type=veth," + SERVICE_NET.replace(",type=veth", "")));

    assertThat(changes(config(options, List.of(), "", "a")))
        .isEqualTo("its configuration file was written anew");
  }

  @Test
  void notes_rows_and_secrets_are_not_spread() {
    List<RawRow> rows =
        List.of(
            new RawRow("lxc.cap.drop", "sys_time"),
            new RawRow("lxc.environment", "HF_TOKEN=canary"));

    assertThat(changes(config(options(Map.of("env", "TOKEN=canary")), rows, "canary", "a")))
        .isEqualTo(
            "notes were changed; env was changed; row lxc.cap.drop: sys_time is new;"
                + " row lxc.environment: HF_TOKEN=*** is new");
  }

  @Test
  void what_waits_for_a_restart_is_part_of_it() {
    assertThat(told(change, BASE, Lab.pending(SERVICE, Map.of("cores", "2"))))
        .singleElement(as(STRING))
        .contains("(pending cores was not set, is 2)");
  }

  @Test
  void what_is_installed_inside_and_the_firewall_are_part_of_it() {
    ObservedGuest now =
        new ObservedGuest(
            SERVICE.vmid(),
            SERVICE.node(),
            SERVICE.kind(),
            true,
            SERVICE.config(),
            Optional.of("[OPTIONS]\n"),
            Optional.of(new TreeMap<>()));

    assertThat(told(change, BASE, now))
        .singleElement(as(STRING))
        .contains("(its firewall is new; what is recorded as docker was changed)");
  }

  @Test
  void a_guest_that_came_or_went_is_told() {
    assertThat(told(change, BASE)).singleElement(as(STRING)).contains("(does not exist any more)");
    assertThat(told(creation, BASE, SERVICE))
        .singleElement(as(STRING))
        .contains("container 950 \"service\": changed")
        .contains("(did not exist, exists now)");
  }

  @Test
  void what_a_new_guest_is_copied_from_must_be_as_it_was() {
    ObservedGuest emptied = Lab.guest(900, false, BASE_OPTIONS, Map.of(), Map.of());

    assertThat(told(creation, emptied))
        .containsExactly(
            "error: container 900 \"base\": is needed, and changed since the plan was made"
                + " (snapshot base-snapshot is gone); make a new plan");
  }

  @Test
  void what_is_copied_must_be_as_it_was_also_when_it_is_no_part_of_the_plan() {
    Plan plan = Planner.plan(LAB.selectOnly(List.of(SERVICE.vmid())), Lab.with(BASE));

    assertThat(told(plan, BASE)).isEmpty();
    assertThat(told(plan, Lab.guest(900, true, BASE_OPTIONS, Map.of(), Map.of())))
        .containsExactly(
            "error: container 900: is needed, and changed since the plan was made (was stopped, is"
                + " running; snapshot base-snapshot is gone); make a new plan");
  }

  @Test
  void a_guest_that_is_needed_may_change_otherwise() {
    Map<String, String> options = new TreeMap<>(BASE_OPTIONS);
    options.put("cores", "3");
    ObservedGuest larger =
        Lab.guest(900, false, options, Map.of("base-snapshot", snapshot()), Map.of());

    assertThat(told(creation, larger))
        .containsExactly(
            "warning: container 900 \"base\": changed since the plan was made (cores was 2, is 3);"
                + " the plan leaves it as it is; to mend it, make a new plan");
  }

  @Test
  void what_is_not_part_of_the_plan_may_change() {
    ObservedGuest other = Lab.guest(123, true, Map.of("memory", "1"), Map.of(), Map.of());

    assertThat(told(change, BASE, SERVICE, other)).isEmpty();
  }

  @Test
  void another_node_is_refused_at_once() {
    assertThat(told(change, node("pve2", "8.4.1", ZFS, Set.of("vmbr0"))))
        .containsExactly(
            "error: the plan: was made on node pve1, and this is pve2; connect to that pve1, or"
                + " make a new plan");
  }

  @Test
  void another_machine_of_the_same_name_is_refused_as_far_as_that_is_known() {
    Plan plan = Planner.plan(LAB, machine("here"));

    assertThat(told(plan, machine("here"))).isEmpty();
    assertThat(told(plan, machine(""))).isEmpty();
    assertThat(told(plan, machine("there")))
        .containsExactly(
            "error: the plan: was made on node pve1, and this is another machine of that name;"
                + " connect to that pve1, or make a new plan");
  }

  private static ObservedState machine(String machine) {
    ObservedNode node = Lab.bare().nodes().get("pve1");
    return ObservedState.of(
        new ObservedNode(
            new NodeFacts("pve1", "8.4.1", machine),
            node.storages(),
            node.bridges(),
            node.devices(),
            node.images(),
            node.paths()),
        List.of());
  }

  @Test
  void what_the_steps_need_of_the_node_must_be_there() {
    Storage disabled =
        new Storage(
            "local-zfs", "zfspool", new TreeSet<>(Set.of("images")), Optional.empty(), false, true);

    assertThat(told(change, node("pve1", "9.0.2", disabled, Set.of("vmbr1"), BASE, SERVICE)))
        .containsExactly(
            "error: node pve1: changed since the plan was made (was Proxmox VE 8.4.1, is 9.0.2;"
                + " storage local-zfs is disabled; storage local-zfs does not hold rootdir; bridge"
                + " vmbr0 is gone); make a new plan");
  }

  @Test
  void what_the_steps_do_not_need_may_come_and_go() {
    ObservedState before = node("pve1", "8.4.1", ZFS, Set.of("vmbr0", "vmbr7"), BASE, SERVICE);
    ObservedState after = node("pve1", "8.4.2", ZFS, Set.of("vmbr0", "vmbr8"), BASE, SERVICE);

    assertThat(told(Planner.plan(LAB, before), after)).isEmpty();
  }

  @Test
  void nothing_is_cleaned_up_while_a_task_may_be_at_work_on_it() {
    ObservedGuest locked =
        Lab.guest(
            950,
            true,
            options(Map.of("lock", "backup")),
            Map.of(),
            Map.of("docker", DOCKER_PRINT.text()));
    ObservedState state = Lab.with(BASE, locked);
    Plan plan = Planner.plan(LAB, state, PlanOptions.defaults().recovering());
    ObservedNode node = state.nodes().get("pve1");
    ObservedState busy =
        ObservedState.of(
            node.with(node.condition().withTasks(new NodeTask("vzdump", "950"))),
            List.of(BASE, locked));

    assertThat(told(plan, state)).isEmpty();
    assertThat(told(plan, busy)).singleElement(as(STRING)).contains("(vzdump of 950 goes on)");
  }

  @Test
  void the_quorum_pools_and_the_ha_manager_are_part_of_it() {
    ObservedNode node = Lab.with(BASE, SERVICE).nodes().get("pve1");
    NodeSupply before =
        NodeSupply.none().withPools(Map.of("lab", members(950), "x", members(1234)));
    NodeSupply after = NodeSupply.none().withPools(Map.of("other", members(950)));
    Plan plan = Planner.plan(LAB, state(node, NodeCondition.good().withSupply(before)));

    assertThat(told(plan, state(node, NodeCondition.good().withSupply(before)))).isEmpty();
    assertThat(
            told(
                plan,
                state(
                    node,
                    NodeCondition.good()
                        .withSupply(after)
                        .withoutQuorum()
                        .withManaged(SERVICE.vmid(), "started"))))
        .containsExactly(
            "error: node pve1: changed since the plan was made (its cluster has lost its"
                + " quorum; pool lab is gone); make a new plan",
            "error: container 950 \"service\": changed since the plan was made (HA state was"
                + " ignored, is started; pool was lab, is other); make a new plan");
  }

  private static SortedSet<Vmid> members(int vmid) {
    return new TreeSet<>(Set.of(Vmid.of(vmid)));
  }

  private static ObservedState state(ObservedNode node, NodeCondition condition) {
    return ObservedState.of(node.with(condition), List.of(BASE, SERVICE));
  }

  private static List<String> told(Plan plan, ObservedGuest... guests) {
    return told(plan, Lab.with(guests));
  }

  private static List<String> told(Plan plan, ObservedState now) {
    return plan.against(now).problems().stream().map(Problem::toString).toList();
  }

  /** What is told of the service with that configuration. */
  private String changes(GuestConfig config) {
    ObservedGuest now =
        new ObservedGuest(
            SERVICE.vmid(),
            SERVICE.node(),
            SERVICE.kind(),
            true,
            config,
            SERVICE.firewall(),
            SERVICE.fingerprints());
    String told = String.join("\n", told(change, BASE, now));
    return told.replaceFirst(".* was made \\((.*)\\); make a new plan", "$1");
  }

  private static GuestConfig config(
      Map<String, String> options, List<RawRow> rows, String description, String digest) {
    return new GuestConfig(
        new ConfigSection(new TreeMap<>(options), rows, description),
        ConfigSection.empty(),
        new TreeMap<>(),
        digest);
  }

  /** The options of the service, with some others. */
  private static Map<String, String> options(Map<String, String> others) {
    Map<String, String> options = new TreeMap<>(SERVICE.config().current().options());
    options.putAll(others);
    return options;
  }

  private static ObservedState node(
      String name, String version, Storage storage, Set<String> bridges, ObservedGuest... guests) {
    return ObservedState.of(
        new ObservedNode(
            new NodeFacts(name, version),
            new TreeMap<>(Map.of(storage.id(), storage)),
            new TreeSet<>(bridges),
            new TreeSet<>(),
            new TreeSet<>(Set.of(Lab.IMAGE)),
            new TreeSet<>()),
        List.of(guests));
  }
}
