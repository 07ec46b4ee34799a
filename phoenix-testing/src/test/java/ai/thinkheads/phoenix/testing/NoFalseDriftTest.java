package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.LxcRow;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.MountOptions;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.Options;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Startup;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Change;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.core.validate.Validator;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Right after an apply nothing differs, whatever a container has, gets or loses. */
class NoFalseDriftTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";
  private static final Vmid VMID = Vmid.of(950);

  @ParameterizedTest
  @ValueSource(strings = {"8.4.1", "9.1.2"})
  void a_container_with_everything_is_in_sync_once_it_is_made(String version) {
    SimulatedHost host = host(version);
    apply(host, full());

    assertThat(plan(host, full()).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.4.1", "9.1.2"})
  void what_a_running_container_gets_later_is_in_sync_after_one_apply(String version) {
    SimulatedHost host = host(version);
    apply(host, bare());
    host.shell().run(Command.of("pct", "start", "950"));
    apply(host, full());

    assertThat(plan(host, full()).isEmpty()).isTrue();
    assertThat(host.config(VMID).orElseThrow())
        .doesNotContain("[pve:pending]")
        .contains("lxc.cap.drop: sys_time\n", "mp0: ", "net1: ", "tags: a;b\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.4.1", "9.1.2"})
  void what_leaves_the_definition_goes_and_what_others_put_there_stays(String version) {
    SimulatedHost host = host(version);
    apply(host, full());
    host.shell()
        .run(
            Command.of(
                "pct",
                "set",
                "950",
                "--net5",
                "name=eth5,bridge=vmbr0",
                "--mp9",
                "local-zfs:1,mp=/other"));
    apply(host, bare());

    assertThat(plan(host, bare()).isEmpty()).isTrue();
    assertThat(host.config(VMID).orElseThrow())
        .contains("net5: ", "mp=/other")
        .doesNotContain("lxc.cap.drop", "net1: ", "mp=/data", "/dev/kvm", "phoenix:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.4.1", "9.1.2"})
  void a_container_that_others_put_into_another_pool_is_put_back(String version) {
    SimulatedHost host = host(version).addPool("lab").addPool("other");
    Container pooled = builder().networks(List.of(net("eth0"))).pool("lab").build();
    apply(host, pooled);
    host.shell()
        .run(Command.of("pveum", "pool", "modify", "other", "--vms", "950", "--allow-move", "1"));

    Plan plan = plan(host, pooled);
    apply(host, pooled);

    assertThat(plan.guest(VMID).orElseThrow().changes())
        .containsExactly(new Change("pool", "other → lab", Effect.LIVE));
    assertThat(plan(host, pooled).isEmpty()).isTrue();
    assertThat(host.read("/etc/pve/user.cfg")).contains("pool:lab::950::\npool:other::::\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.4.1", "9.1.2"})
  void a_running_container_is_restarted_only_for_what_needs_it(String version) {
    SimulatedHost host = host(version);
    apply(host, bare());
    Plan plan = plan(host, full());

    assertThat(plan.guest(VMID).orElseThrow().changes())
        .anyMatch(change -> change.what().equals("rows") && change.effect() == Effect.RESTART)
        .anyMatch(change -> change.what().equals("tags") && change.effect() == Effect.LIVE)
        .anyMatch(change -> change.what().equals("timezone") && change.effect() == Effect.RESTART);
  }

  private static Container bare() {
    return builder().networks(List.of(net("eth0"))).build();
  }

  private static Container full() {
    Options options = Options.none();
    Map<ContainerOption, String> values =
        Map.ofEntries(
            Map.entry(ContainerOption.CMODE, "shell"),
            Map.entry(ContainerOption.CONSOLE, "yes"),
            Map.entry(ContainerOption.CPULIMIT, "1.50"),
            Map.entry(ContainerOption.CPUUNITS, "20000"),
            Map.entry(ContainerOption.DEBUG, "1"),
            Map.entry(ContainerOption.DESCRIPTION, "grüße: 100 %\n\nzwei\n"),
            Map.entry(ContainerOption.PROTECTION, "0"),
            Map.entry(ContainerOption.SEARCHDOMAIN, "example.org,lan"),
            Map.entry(ContainerOption.TAGS, "B,a"),
            Map.entry(ContainerOption.TIMEZONE, "Europe/Berlin"),
            Map.entry(ContainerOption.TTY, "3"));
    for (Map.Entry<ContainerOption, String> value : values.entrySet()) {
      options = options.with(value.getKey(), value.getValue());
    }
    return builder()
        .swap(ByteSize.mib(256))
        .networks(List.of(net("eth0"), net("eth1").toBuilder().vlan(7).linkDown(true).build()))
        .flags(Map.of("nesting", "1"))
        .startup(new Startup(true, OptionalInt.of(3), OptionalInt.of(5)))
        .options(options)
        .devices(List.of(DevicePassthrough.of("/dev/kvm").withMode("0660").withGid(108)))
        .lxc(List.of(new LxcRow("lxc.cap.drop", "sys_time"), new LxcRow("lxc.kmsg", "0")))
        .mounts(
            List.of(
                new Mount.Volume(Optional.empty(), "local-zfs", ByteSize.gib(2), "/data")
                    .withOptions(
                        MountOptions.builder()
                            .backup(true)
                            .replicate(false)
                            .flags(List.of(MountOptions.Flag.NOSUID, MountOptions.Flag.NODEV))
                            .build()),
                Mount.Bind.of("/srv/models", "/models")))
        .build();
  }

  private static Container.Builder builder() {
    return Container.builder(
        VMID, "web", new ContainerSource.Image(IMAGE), new RootDisk("local-zfs", ByteSize.gib(4)));
  }

  private static NetworkInterface net(String name) {
    return NetworkInterface.of(name, "vmbr0", Ipv4Setting.parse("dhcp"));
  }

  private static SimulatedHost host(String version) {
    return SimulatedHost.builder()
        .pveVersion(version)
        .inMemory()
        .addImage(IMAGE)
        .addDevice("/dev/kvm");
  }

  private static void apply(SimulatedHost host, Container container) {
    assertThat(
            Runner.on(ProxmoxHypervisor.over(host.shell())).run(plan(host, container)).isSuccess())
        .isTrue();
  }

  private static Plan plan(SimulatedHost host, Container container) {
    ValidInfrastructure valid =
        Validator.of(FeatureCatalog.of(List.of()))
            .validate(Infrastructure.empty().withName("lab").withContainers(List.of(container)))
            .orElseThrow();
    return Planner.plan(valid, ProxmoxHypervisor.over(host.shell()).observe(valid.scope()));
  }
}
