package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A container that the HA manager keeps running is changed with it, not against it. */
class HighAvailabilityTest {

  private static final Vmid VMID = Vmid.of(950);
  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";

  private final SimulatedHost host = SimulatedHost.inMemory().addImage(IMAGE);

  @BeforeEach
  void aContainerThatHaKeepsRunning() {
    apply(builder().build());
    host.manageByHa(VMID);
  }

  @Test
  void it_is_shut_down_and_started_by_requests_to_ha() {
    Container withRow = builder().lxc(List.of(new LxcRow("lxc.cap.drop", "sys_time"))).build();

    apply(withRow);

    assertThat(host.read("/etc/pve/ha/resources.cfg").orElseThrow()).contains("state started");
    assertThat(host.running()).containsExactly(VMID);
    assertThat(plan(withRow).isEmpty()).isTrue();
  }

  @Test
  void it_is_restarted_beside_ha_and_runs_on_under_it() {
    Container other = builder().option(ContainerOption.TIMEZONE, "UTC").build();

    assertThat(plan(other).problems())
        .extracting(problem -> problem.message())
        .containsExactly(
            "is kept running by HA, and is restarted without it: HA may start it first");
    apply(other);

    assertThat(host.read("/etc/pve/ha/resources.cfg").orElseThrow()).contains("state started");
    assertThat(host.running()).containsExactly(VMID);
    assertThat(plan(other).isEmpty()).isTrue();
  }

  @Test
  void it_is_only_destroyed_once_it_is_taken_out_of_ha() {
    assertThat(planDestroy().isRunnable()).isFalse();

    host.shell().run(Command.of("ha-manager", "remove", "ct:950"));
    Plan plan = planDestroy();

    assertThat(Runner.on(ProxmoxHypervisor.over(host.shell())).run(plan).isSuccess()).isTrue();
    assertThat(host.config(VMID)).isEmpty();
  }

  private Plan planDestroy() {
    ValidInfrastructure valid = valid(builder().build());
    return Planner.planDestroy(valid, ProxmoxHypervisor.over(host.shell()).observe(valid.scope()));
  }

  private void apply(Container container) {
    assertThat(Runner.on(ProxmoxHypervisor.over(host.shell())).run(plan(container)).isSuccess())
        .isTrue();
  }

  private Plan plan(Container container) {
    ValidInfrastructure valid = valid(container);
    return Planner.plan(valid, ProxmoxHypervisor.over(host.shell()).observe(valid.scope()));
  }

  private static ValidInfrastructure valid(Container container) {
    return Validator.of(FeatureCatalog.of(List.of()))
        .validate(Infrastructure.empty().withName("lab").withContainers(List.of(container)))
        .orElseThrow();
  }

  private static Container.Builder builder() {
    return Container.builder(
        VMID, "web", new ContainerSource.Image(IMAGE), new RootDisk("local-zfs", ByteSize.gib(4)));
  }
}
