package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PublishedLabTest {

  private final ValidInfrastructure lab = PublishedLab.load();
  private final SimulatedHost host = SimulatedHost.inMemory().prepareFor(lab.infrastructure());

  @Test
  void it_applies_to_a_state_in_which_nothing_is_left_to_do() {
    Report report = apply(lab);
    Plan second = plan(lab);

    assertThat(report.isSuccess()).as("%s", report).isTrue();
    assertThat(report.guests()).hasSize(13);
    assertThat(second.isEmpty()).as("%s", second).isTrue();
    host.checkInvariants();
  }

  @Test
  void asking_for_950_brings_what_it_is_cloned_from_and_depends_on() {
    ValidInfrastructure narrowed = lab.select(Set.of(Vmid.of(950)));

    Report report = apply(narrowed);

    assertThat(report.isSuccess()).as("%s", report).isTrue();
    assertThat(report.guests())
        .extracting(guest -> guest.vmid().value())
        .containsExactly(900, 901, 920, 953, 950);
    assertThat(plan(narrowed).isEmpty()).isTrue();
    assertThat(plan(lab).count(GuestPlan.Kind.CREATE)).isEqualTo(8);
  }

  @Test
  void the_first_apply_needs_few_commands_per_guest() {
    apply(lab);

    Map<String, Long> uses =
        host.commands().stream()
            .map(PublishedLabTest::pctUse)
            .filter(use -> !use.isEmpty())
            .collect(Collectors.groupingBy(use -> use, TreeMap::new, Collectors.counting()));
    assertThat(uses).allSatisfy((use, count) -> assertThat(count).as(use).isEqualTo(1));
    assertThat(uses.keySet().stream().map(use -> use.replaceFirst(" .*", "")).distinct())
        .isSubsetOf(
            "create", "clone", "set", "resize", "start", "shutdown", "snapshot", "provision");
    assertThat(uses).doesNotContainKey("set 900");
    assertThat(uses).containsKeys("snapshot 920", "resize 920").doesNotContainKey("resize 950");
  }

  @Test
  void the_second_apply_needs_one_command_and_no_pct_at_all() {
    apply(lab);
    host.forgetCommands();

    Report second = apply(lab);

    assertThat(second.isSuccess()).isTrue();
    assertThat(host.commands())
        .singleElement()
        .satisfies(
            command ->
                assertThat(command.argv()).startsWith("bash", "-c").contains("phoenix-observe"));
  }

  private Report apply(ValidInfrastructure what) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      Plan plan = Planner.plan(what, hypervisor.observe(what.scope()));
      assertThat(plan.isRunnable()).as("%s", plan).isTrue();
      return Runner.on(hypervisor).run(plan);
    }
  }

  private Plan plan(ValidInfrastructure what) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Planner.plan(what, hypervisor.observe(what.scope()));
    }
  }

  /** Which guest is worked on by which verb, like {@code set 950}; empty for other commands. */
  private static String pctUse(Command command) {
    List<String> argv = command.argv();
    int pct = argv.indexOf("pct");
    if (pct >= 0) {
      String guest = argv.get(pct + (argv.get(pct + 1).equals("clone") ? 3 : 2));
      return argv.get(pct + 1) + " " + guest;
    }
    int attach = argv.indexOf("lxc-attach");
    return attach >= 0 ? "provision " + argv.get(argv.indexOf("-n") + 1) : "";
  }
}
