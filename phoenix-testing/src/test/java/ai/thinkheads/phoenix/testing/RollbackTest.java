package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.dsl.Features.feature;
import static ai.thinkheads.phoenix.dsl.FirewallRules.in;
import static ai.thinkheads.phoenix.dsl.HealthChecks.http;
import static ai.thinkheads.phoenix.dsl.Phoenix.container;
import static ai.thinkheads.phoenix.dsl.Phoenix.folder;
import static ai.thinkheads.phoenix.dsl.Phoenix.image;
import static ai.thinkheads.phoenix.dsl.Phoenix.net;
import static ai.thinkheads.phoenix.dsl.Phoenix.volume;
import static ai.thinkheads.phoenix.dsl.Units.gib;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.run.Outcome;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.dsl.ContainerBlock;
import ai.thinkheads.phoenix.dsl.Phoenix;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A change that fails leaves a guarded container as it was before. */
class RollbackTest {

  private static final Vmid WEB = Vmid.of(950);
  private static final CommandResult FAILURE = CommandResult.of(255, "", "it broke\n");

  @Test
  void whatever_step_fails_the_container_is_as_it_was() {
    Plan plan = plan(nodeWithWeb(), changed());
    GuestPlan web = plan.guest(WEB).orElseThrow();
    int covered = web.rollback().orElseThrow().end() - web.rollback().orElseThrow().begin();
    assertThat(covered).isGreaterThanOrEqualTo(6);

    for (int step = 0; step < web.steps().size(); step++) {
      SimulatedHost host = nodeWithWeb();
      String before = state(host);
      failAt(host, step);

      Report report = apply(host, changed());

      String where = "failed at " + web.steps().get(step).action().title();
      if (web.rollback().orElseThrow().covers(step)) {
        assertThat(outcome(report)).as(where).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(state(host)).as(where).isEqualTo(before);
      } else {
        assertThat(outcome(report)).as(where).isEqualTo(Outcome.FAILED);
      }
      assertThat(report.isSuccess()).isFalse();
      host.recover();
      isDoneByAnotherApply(host, where);
    }
  }

  @Test
  void a_health_check_that_fails_undoes_the_change() {
    SimulatedHost host = nodeWithWeb();
    String before = state(host);
    host.provisioning().fail(WEB, "health-check", 7, "connection refused");

    Report report = apply(host, changed());

    assertThat(outcome(report)).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.toString()).contains("↶ 950 web").contains("connection refused");
    assertThat(state(host)).isEqualTo(before);
    host.provisioning().recover();
    isDoneByAnotherApply(host, "unhealthy");
  }

  @Test
  void a_change_that_succeeds_leaves_no_guard() {
    SimulatedHost host = nodeWithWeb();

    Report report = apply(host, changed());

    assertThat(report.isSuccess()).as("%s", report).isTrue();
    assertThat(host.config(WEB).orElseThrow()).doesNotContain("phoenix-guard");
    assertThat(plan(host, changed()).isEmpty()).isTrue();
  }

  @Test
  void when_going_back_fails_it_is_told_how_and_the_guard_stays() {
    SimulatedHost host = nodeWithWeb();
    host.provisioning().fail(WEB, "health-check", 7, "connection refused");
    host.failWhen(command -> command.argv().contains("rollback"), FAILURE);

    Report report = apply(host, changed());

    assertThat(outcome(report)).isEqualTo(Outcome.FAILED);
    assertThat(report.guest(WEB).orElseThrow().failure().orElseThrow().toString())
        .contains("connection refused", "going back failed", "pct rollback 950 phoenix-guard");
    assertThat(host.config(WEB).orElseThrow()).contains("[phoenix-guard]");
  }

  @Test
  void killed_at_any_change_of_a_file_the_next_run_ends_as_defined_and_without_a_guard() {
    int change = 0;
    while (true) {
      SimulatedHost host = nodeWithWeb();
      AtomicInteger left = new AtomicInteger(change++);
      host.beforeChange(
          path -> {
            if (!path.equals("/etc/pve/.vmlist") && left.getAndDecrement() <= 0) {
              throw new ShellException("killed", "");
            }
          });
      apply(host, changed());
      host.beforeChange(path -> {});
      if (left.get() >= 0) {
        break;
      }
      isDoneByAnotherApply(host, "killed at change " + change);
    }
    assertThat(change).isGreaterThan(20);
  }

  @Test
  void the_guard_of_a_broken_off_run_is_told_and_not_gone_back_to() {
    SimulatedHost host = nodeWithWeb();
    host.hangUpBefore(command -> command.argv().contains("start"));
    apply(host, changed());
    host.recover();

    Plan plan = plan(host, changed());

    assertThat(plan.guest(WEB).orElseThrow().rollback()).isEmpty();
    assertThat(plan.problems())
        .extracting(Problem::toString)
        .anyMatch(text -> text.contains("pct rollback 950 phoenix-guard"));
    isDoneByAnotherApply(host, "left guard");
  }

  @Test
  void where_no_snapshot_is_possible_the_plan_says_so_and_why() {
    SimulatedHost host = node().makeDirectory("/srv/data");
    apply(host, lab(c -> c.disk("local-zfs", gib(4)).mount(folder("/srv/data"), "/data")));

    Plan plan =
        plan(
            host,
            lab(c -> c.disk("local-zfs", gib(4)).mount(folder("/srv/data"), "/data").cores(4)));

    assertThat(plan.isRunnable()).isTrue();
    assertThat(plan.guest(WEB).orElseThrow().rollback()).isEmpty();
    assertThat(plan.problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("cannot be rolled back", "mp0 is /srv/data of the node");
  }

  @Test
  void a_start_alone_and_what_nobody_asked_to_guard_are_not_guarded() {
    SimulatedHost host = node();
    apply(host, lab(c -> c.disk("local-zfs", gib(4))));
    host.shell().run(Command.of("pct", "stop", "950"));

    Plan start = plan(host, lab(c -> c.disk("local-zfs", gib(4))));
    Plan unguarded = plan(host, lab(false, c -> c.disk("local-zfs", gib(4)).cores(4)));

    assertThat(start.isEmpty()).isFalse();
    assertThat(start.guest(WEB).orElseThrow().rollback()).isEmpty();
    assertThat(unguarded.isEmpty()).isFalse();
    assertThat(unguarded.guest(WEB).orElseThrow().rollback()).isEmpty();
    assertThat(unguarded.problems()).isEmpty();
  }

  // @formatter:off
  private static void first(ContainerBlock c) {
    c.memory(gib(1)).disk("local-zfs", gib(4)).description("as it was")
        .firewall(in().accept().tcp(80))
        .install(feature("app").with("version", "1"))
        .healthCheck(http("http://localhost/"));
  }

  private static Infrastructure changed() {
    return lab(c -> c
        .cores(4).memory(gib(2)).disk("local-zfs", gib(8)).description("as it shall be").timezone("UTC")
        .mount(volume("local-zfs", gib(2)), "/data").lxc("lxc.cap.drop", "sys_time")
        .firewall(in().accept().tcp(443))
        .install(feature("app").with("version", "2"))
        .healthCheck(http("http://localhost/")));
  }

  private static Infrastructure lab(Consumer<ContainerBlock> web) {
    return lab(true, web);
  }

  private static Infrastructure lab(boolean rollback, Consumer<ContainerBlock> web) {
    return Phoenix.infrastructure("lab", container(950, "web", image(TestLab.IMAGE), c -> {
      c.network(net("eth0").bridge("vmbr0").ip("10.0.0.150/24"));
      c.rollbackOnFailure(rollback);
      web.accept(c);
    }));
  }

  // @formatter:on

  private static SimulatedHost node() {
    return SimulatedHost.inMemory().prepareFor(lab(RollbackTest::first));
  }

  private static SimulatedHost nodeWithWeb() {
    SimulatedHost host = node();
    assertThat(apply(host, lab(RollbackTest::first)).isSuccess()).isTrue();
    return host;
  }

  /** Has the command of a step fail, once, without doing anything. */
  private static void failAt(SimulatedHost host, int step) {
    AtomicInteger left = new AtomicInteger(step);
    host.failWhen(command -> isStep(command) && left.getAndDecrement() == 0, FAILURE);
  }

  private static boolean isStep(Command command) {
    return !command.argv().contains("phoenix-observe") && !command.argv().contains("phoenix-hold");
  }

  /**
   * All that is to be as it was: configuration, firewall, volumes, files inside, power. Only the
   * space that was granted to a volume stays granted on ZFS.
   */
  private static String state(SimulatedHost host) {
    return host.config(WEB).orElseThrow()
        + host.read("/etc/pve/firewall/950.fw").orElse("")
        + host.shell()
            .run(Command.of("pvesm", "list", "local-zfs"))
            .stdoutText()
            .replaceAll("[0-9]+ 950\n", "\n")
        + host.guest(WEB).orElseThrow().read("/var/lib/phoenix/app")
        + host.running();
  }

  private static void isDoneByAnotherApply(SimulatedHost host, String where) {
    assertThat(apply(host, changed()).isSuccess()).as(where).isTrue();
    assertThat(plan(host, changed()).isEmpty()).as(where).isTrue();
    assertThat(host.config(WEB).orElseThrow()).as(where).doesNotContain("phoenix-guard", "unused");
    host.checkInvariants();
  }

  private static Outcome outcome(Report report) {
    return report.guest(WEB).orElseThrow().outcome();
  }

  private static Report apply(SimulatedHost host, Infrastructure lab) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Runner.on(hypervisor).run(plan(hypervisor, lab, PlanOptions.defaults().recovering()));
    }
  }

  private static Plan plan(SimulatedHost host, Infrastructure lab) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return plan(hypervisor, lab, PlanOptions.defaults());
    }
  }

  private static Plan plan(ProxmoxHypervisor hypervisor, Infrastructure lab, PlanOptions options) {
    ValidInfrastructure valid = Validator.of(TestLab.CATALOG).validate(lab).orElseThrow();
    return Planner.plan(valid, hypervisor.observe(valid.scope()), options);
  }
}
