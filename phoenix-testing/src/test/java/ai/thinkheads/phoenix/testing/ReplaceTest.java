package ai.thinkheads.phoenix.testing;

import static ai.thinkheads.phoenix.testing.PhoenixAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.FeatureUse;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A container that cannot become what it is defined as, and one that is defined no more. */
class ReplaceTest {

  private static final Vmid BASE = Vmid.of(900);
  private static final Vmid SERVICE = Vmid.of(950);
  private static final Vmid GATEWAY = Vmid.of(953);
  private static final PlanOptions NO_CONSENT = PlanOptions.defaults();
  private static final PlanOptions CONSENT =
      NO_CONSENT.replacing(TestLab.infrastructure().containers().keySet());

  private final SimulatedHost host = applied();

  @Test
  void without_consent_the_container_stays_and_the_rest_is_applied() {
    Report report = apply(host, privileged(), NO_CONSENT);

    assertThat(report).isSuccess();
    assertThat(host.config(SERVICE).orElseThrow()).contains("unprivileged: 1");
    assertThat(plan(host, privileged(), NO_CONSENT).replacementsNeeded())
        .containsExactlyInAnyOrderElementsOf(TestLab.infrastructure().containers().keySet());
  }

  @Test
  void with_consent_it_is_made_again_and_then_there_is_nothing_to_do() {
    String precious = "/guests/950/local-zfs/subvol-950-disk-0/files/precious";
    host.write(precious, "data");
    host.write("/tank/data/shared", "data");

    assertThat(plan(host, privileged(), CONSENT).guest(SERVICE).orElseThrow().kind())
        .isEqualTo(GuestPlan.Kind.REPLACE);
    assertThat(apply(host, privileged(), CONSENT)).isSuccess();

    assertThat(host.config(SERVICE).orElseThrow()).doesNotContain("unprivileged: 1");
    assertThat(host.read(precious)).isEmpty();
    assertThat(host.read("/tank/data/shared")).contains("data");
    assertThat(plan(host, privileged(), NO_CONSENT).isEmpty()).isTrue();
    assertThat(plan(host, privileged(), NO_CONSENT).replacementsNeeded()).isEmpty();
    host.checkInvariants();
  }

  @Test
  void what_is_replicated_is_not_even_shut_down_but_destroyed_with_its_job() {
    host.write("/etc/pve/replication.cfg", "local: 900-0\n\ttarget pve2\n");

    assertThat(plan(host, privileged(), CONSENT))
        .hasProblem("is replicated to another node, so Proxmox does not destroy it");
    assertThat(plan(host, privileged(), CONSENT).isRunnable()).isFalse();

    ValidInfrastructure nothing = valid(Infrastructure.empty().withName("lab"));
    assertThat(apply(host, nothing, NO_CONSENT.pruning())).isSuccess();
    assertThat(host.list("/etc/pve/lxc")).isEmpty();
    assertThat(host.read("/etc/pve/replication.cfg")).contains("");
  }

  @Test
  void a_clone_is_not_replaced_as_long_as_its_source_is_of_the_wrong_kind() {
    Plan plan = plan(host, privileged(), NO_CONSENT.replacing(SERVICE));

    assertThat(plan.isRunnable()).isFalse();
    assertThat(plan.problems())
        .extracting(Problem::message)
        .contains(
            "cannot be cloned as defined: 900@base-snapshot is unprivileged, and a clone cannot"
                + " change that");
  }

  @Test
  void killed_at_any_change_the_same_command_ends_where_an_undisturbed_one_does() {
    ValidInfrastructure part = privileged().select(List.of(GATEWAY));
    SimulatedHost undisturbed = applied();
    apply(undisturbed, part, CONSENT);
    int step = 0;
    while (true) {
      SimulatedHost killed = applied();
      if (!killAt(killed, part, step)) {
        break;
      }
      Report report = apply(killed, part, CONSENT.recovering());

      assertThat(report.isSuccess()).as("killed at change %s: %s", step, report).isTrue();
      assertThat(plan(killed, part, NO_CONSENT).isEmpty()).isTrue();
      assertThat(guests(killed)).as("killed at change %s", step).isEqualTo(guests(undisturbed));
      killed.checkInvariants();
      step++;
    }
    assertThat(step).isGreaterThan(10);
  }

  @Test
  void a_template_is_made_again_and_its_clones_stay_as_they_are() {
    String before = host.config(SERVICE).orElseThrow();
    ValidInfrastructure other =
        changed(
            base ->
                base.vmid().equals(BASE)
                    ? base.toBuilder().features(List.of(FeatureUse.of("docker"))).build()
                    : base);

    assertThat(apply(host, other, NO_CONSENT.replacing(BASE))).isSuccess();

    assertThat(host.config(SERVICE)).contains(before);
    assertThat(plan(host, other, NO_CONSENT).problems()).isEmpty();
    assertThat(plan(host, other, NO_CONSENT).isEmpty()).isTrue();
  }

  @Test
  void what_another_infrastructure_or_a_person_made_survives_every_pruning() {
    pct("create 970 " + TestLab.IMAGE + " --hostname theirs --rootfs local-zfs:4");
    Infrastructure web =
        TestLab.infrastructure()
            .withName("web")
            .withContainers(List.of(TestLab.infrastructure().containers().get(BASE)));
    ValidInfrastructure nothing = valid(Infrastructure.empty().withName("web"));
    assertThat(plan(host, nothing, NO_CONSENT.pruning()).isEmpty()).isTrue();

    // What several define belongs to all of them.
    assertThat(apply(host, valid(web), NO_CONSENT)).isSuccess();
    assertThat(plan(host, valid(TestLab.infrastructure()), NO_CONSENT).isEmpty()).isTrue();
    assertThat(apply(host, nothing, NO_CONSENT.pruning())).isSuccess();

    assertThat(host.list("/etc/pve/lxc"))
        .containsExactly("900.conf", "950.conf", "953.conf", "970.conf");
    ValidInfrastructure lab = valid(Infrastructure.empty().withName("lab"));
    assertThat(plan(host, lab, NO_CONSENT).problems()).hasSize(3);
    assertThat(apply(host, lab, NO_CONSENT.pruning())).isSuccess();
    assertThat(host.list("/etc/pve/lxc")).containsExactly("970.conf");
    host.checkInvariants();
  }

  private void pct(String arguments) {
    assertThat(host.shell().run(Command.of(("pct " + arguments).split(" "))).exitCode()).isZero();
  }

  private static SimulatedHost applied() {
    SimulatedHost host = SimulatedHost.inMemory().prepareFor(TestLab.infrastructure());
    assertThat(apply(host, valid(TestLab.infrastructure()), NO_CONSENT)).isSuccess();
    return host;
  }

  private static ValidInfrastructure privileged() {
    return changed(container -> container.toBuilder().unprivileged(false).build());
  }

  private static ValidInfrastructure changed(UnaryOperator<Container> change) {
    Infrastructure lab = TestLab.infrastructure();
    return valid(lab.withContainers(lab.containers().values().stream().map(change).toList()));
  }

  private static ValidInfrastructure valid(Infrastructure infrastructure) {
    return Validator.of(TestLab.CATALOG).validate(infrastructure).orElseThrow();
  }

  private static boolean killAt(SimulatedHost host, ValidInfrastructure part, int change) {
    AtomicInteger left = new AtomicInteger(change);
    host.beforeChange(
        path -> {
          if (!path.equals("/etc/pve/.vmlist") && left.getAndDecrement() <= 0) {
            throw new ShellException("killed", "");
          }
        });
    apply(host, part, CONSENT);
    host.beforeChange(path -> {});
    return left.get() < 0;
  }

  /** The configurations without what is by nature different. */
  private static Map<Vmid, String> guests(SimulatedHost host) {
    Map<Vmid, String> guests = new TreeMap<>();
    TestLab.infrastructure()
        .containers()
        .keySet()
        .forEach(
            vmid ->
                guests.put(
                    vmid,
                    host.config(vmid)
                        .orElseThrow()
                        .replaceAll("hwaddr=[0-9A-F:]+|snaptime: .*|swap: 512\n", "")));
    return guests;
  }

  private static Report apply(SimulatedHost host, ValidInfrastructure lab, PlanOptions options) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Runner.on(hypervisor)
          .parallelism(1)
          .run(Planner.plan(lab, hypervisor.observe(lab.scope()), options));
    }
  }

  private static Plan plan(SimulatedHost host, ValidInfrastructure lab, PlanOptions options) {
    try (ProxmoxHypervisor hypervisor = ProxmoxHypervisor.over(host.shell())) {
      return Planner.plan(lab, hypervisor.observe(lab.scope()), options);
    }
  }
}
