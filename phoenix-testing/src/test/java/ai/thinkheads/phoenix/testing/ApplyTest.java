package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.json.PlanFile;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Failure;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a definition to a node that is as defined, and what commands that takes. */
@SimulatedProxmox
class ApplyTest {

  private final ValidInfrastructure lab =
      Validator.of(TestLab.CATALOG).validate(TestLab.infrastructure()).orElseThrow();

  @BeforeEach
  void a_node_that_the_lab_fits(SimulatedHost host) {
    host.prepareFor(TestLab.infrastructure());
  }

  @Test
  void applying_twice_changes_nothing_more(Hypervisor pve) {
    assertThat(apply(pve).isSuccess()).isTrue();

    assertThat(plan(pve).steps()).isEmpty();
  }

  @Test
  void a_first_apply_takes_few_commands_per_guest(SimulatedHost host, Hypervisor pve) {
    apply(pve);

    Map<String, Long> commands =
        host.commands().stream()
            .map(ApplyTest::verb)
            .collect(Collectors.groupingBy(verb -> verb, TreeMap::new, Collectors.counting()));
    assertThat(commands)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("phoenix-hold", 1L),
                Map.entry(
                    "phoenix-observe", 2L), // one to plan, one to see that the volume has grown
                Map.entry("phoenix-make-directory", 1L),
                Map.entry("pct create", 1L),
                Map.entry("pct clone", 2L),
                Map.entry("pct set", 2L),
                Map.entry("pct resize", 1L),
                Map.entry("pct start", 3L),
                Map.entry("lxc-attach", 2L),
                Map.entry("pct shutdown", 1L),
                Map.entry("pct snapshot", 1L)));
  }

  @Test
  void a_second_apply_is_one_command_without_any_process_of_proxmox(
      SimulatedHost host, Hypervisor pve) {
    apply(pve);
    host.forgetCommands();

    assertThat(apply(pve).isSuccess()).isTrue();

    assertThat(host.commands()).extracting(ApplyTest::verb).containsExactly("phoenix-observe");
  }

  @Test
  void what_died_is_resumed(SimulatedHost host, Hypervisor pve) {
    host.failWhen(
        command -> verb(command).equals("pct resize"), CommandResult.of(255, "", "broken pipe\n"));
    assertThat(apply(pve).isSuccess()).isFalse();
    host.recover();

    assertThat(apply(pve).isSuccess()).isTrue();

    assertThat(plan(pve).steps()).isEmpty();
    assertThat(host.config(Vmid.of(950)).orElseThrow()).contains("size=16G");
  }

  @Test
  void a_drift_is_mended(SimulatedHost host, Hypervisor pve) {
    apply(pve);
    host.shell().run(Command.of("pct", "set", "950", "--memory", "256"));
    host.shell().run(Command.of("pct", "stop", "953"));

    assertThat(apply(pve).isSuccess()).isTrue();

    assertThat(plan(pve).steps()).isEmpty();
    assertThat(host.running()).contains(Vmid.of(953));
  }

  @Test
  void a_plan_that_was_saved_runs_the_very_commands_of_the_plan(
      SimulatedHost host, Hypervisor pve) {
    Plan plan = plan(pve);
    PlanFile file =
        new PlanFile("phoenix", Instant.EPOCH, PlanOptions.defaults(), new TreeSet<>(), plan);
    SimulatedHost twin = SimulatedHost.inMemory().prepareFor(TestLab.infrastructure());
    Plan saved = PlanFile.parse("lab.plan", file.text()).plan();

    Runner.on(pve).parallelism(1).run(plan);
    try (Hypervisor there = ProxmoxHypervisor.over(twin.shell())) {
      Runner.on(there).parallelism(1).run(saved.against(there.observe(saved.scope())));
    }

    assertThat(saved).isEqualTo(plan);
    assertThat(changes(twin)).isNotEmpty().isEqualTo(changes(host));
  }

  private static List<Command> changes(SimulatedHost host) {
    return host.commands().stream()
        .filter(command -> !verb(command).matches("phoenix-(observe|hold)"))
        .toList();
  }

  @Test
  void what_somebody_changed_between_plan_and_apply_is_named_and_kept(
      SimulatedHost host, Hypervisor pve) {
    apply(pve);
    host.shell().run(Command.of("pct", "set", "953", "--memory", "256"));
    Plan plan = plan(pve);
    host.shell().run(Command.of("pct", "set", "953", "--memory", "1024", "--onboot", "1"));

    Report report = Runner.on(pve).run(plan);

    assertThat(report.guest(Vmid.of(953)).orElseThrow().failure())
        .contains(
            new Failure(
                "container 953: its configuration was changed since the plan was made (memory was"
                    + " 256 MiB, is 1 GiB; onboot was not set, is 1)",
                "plan again, look at what has changed, and apply that plan"));
    assertThat(host.config(Vmid.of(953)).orElseThrow()).contains("memory: 1024");
  }

  @Test
  void rows_that_somebody_changed_between_plan_and_apply_are_named(
      SimulatedHost host, Hypervisor pve) {
    apply(pve);
    ValidInfrastructure changed = withRow("lxc.cap.drop: sys_time");
    Plan plan = Planner.plan(changed, pve.observe(changed.scope()));
    String conf = host.config(Vmid.of(953)).orElseThrow();
    host.write("/etc/pve/nodes/pve1/lxc/953.conf", conf + "lxc.mount.auto: sys\n");

    Report report = Runner.on(pve).run(plan);

    assertThat(report.guest(Vmid.of(953)).orElseThrow().failure().orElseThrow().message())
        .contains("(row lxc.mount.auto: sys is new)");
  }

  private static ValidInfrastructure withRow(String row) {
    Infrastructure lab = TestLab.infrastructure();
    return Validator.of(TestLab.CATALOG)
        .validate(
            lab.withContainers(
                lab.containers().values().stream()
                    .map(
                        container ->
                            container.vmid().value() == 953
                                ? container.toBuilder().lxc(List.of(LxcRow.parse(row))).build()
                                : container)
                    .toList()))
        .orElseThrow();
  }

  private Plan plan(Hypervisor pve) {
    return Planner.plan(lab, pve.observe(lab.scope()));
  }

  private Report apply(Hypervisor pve) {
    return Runner.on(pve).run(plan(pve));
  }

  private static String verb(Command command) {
    List<String> argv = command.argv();
    return switch (argv.get(0)) {
      case "bash" -> argv.get(3);
      case "pct" -> "pct " + argv.get(1);
      default -> argv.get(0);
    };
  }
}
