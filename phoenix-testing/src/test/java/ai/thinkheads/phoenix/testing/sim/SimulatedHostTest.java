package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedHostTest {

  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";

  private final SimulatedHost host = SimulatedHost.inMemory().addImage(IMAGE);

  @AfterEach
  void the_node_is_sound() {
    host.checkInvariants();
  }

  @Test
  void a_container_is_made_started_and_looked_into() {
    assertThat(
            run(
                    host,
                    "pct",
                    "create",
                    "950",
                    IMAGE,
                    "--hostname",
                    "granite",
                    "--memory",
                    "2048",
                    "--rootfs",
                    "local-zfs:32",
                    "--net0",
                    "name=eth0,bridge=vmbr0,ip=10.0.0.150/24,gw=10.0.0.1",
                    "--unprivileged",
                    "1",
                    "--features",
                    "nesting=1")
                .exitCode())
        .isZero();
    assertThat(host.config(Vmid.of(950)))
        .contains(
            """
            arch: amd64
            features: nesting=1
            hostname: granite
            memory: 2048
            net0: name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:91:31:18,ip=10.0.0.150/24,type=veth
            ostype: debian
            rootfs: local-zfs:subvol-950-disk-0,size=32G
            swap: 512
            unprivileged: 1
            """);
    assertThat(run(host, "pct", "exec", "950", "--", "true").stderrText())
        .isEqualTo("container '950' not running!\n");
    assertThat(run(host, "pct", "start", "950").exitCode()).isZero();
    assertThat(run(host, "pct", "exec", "950", "--", "hostname").stdoutText())
        .isEqualTo("granite\n");
    assertThat(host.running()).containsExactly(Vmid.of(950));
  }

  @Test
  void a_node_on_disk_is_the_same_after_it_is_opened_again(@TempDir Path directory) {
    SimulatedHost.in(directory).addImage(IMAGE);

    run(SimulatedHost.in(directory), "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8");
    run(SimulatedHost.in(directory), "pct", "start", "950");

    assertThat(run(SimulatedHost.in(directory), "pct", "status", "950").stdoutText())
        .isEqualTo("status: running\n");
    SimulatedHost.in(directory).checkInvariants();
  }

  @Test
  void a_node_on_disk_keeps_its_name_and_version(@TempDir Path directory) {
    SimulatedHost.builder().nodeName("pve7").pveVersion("9.0.3").in(directory);

    SimulatedHost again = SimulatedHost.in(directory);

    assertThat(again.nodeName()).isEqualTo("pve7");
    assertThat(run(again, "pveversion").stdoutText()).startsWith("pve-manager/9.0.3/");
    assertThat(run(again, "pct", "status", "950").stderrText())
        .isEqualTo("Configuration file 'nodes/pve7/lxc/950.conf' does not exist\n");
  }

  @Test
  void a_directory_with_other_files_is_left_alone(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("thesis.txt"), "chapter 1");

    assertThatThrownBy(() -> SimulatedHost.in(directory))
        .isInstanceOf(HypervisorException.class)
        .hasMessage(directory + " holds other files, and no simulated node");
    assertThat(directory).isDirectoryContaining("glob:**thesis.txt");
  }

  @Test
  void a_shell_has_a_locale_in_which_no_letter_is_lost() {
    run(host, "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8");

    run(host, "pct", "set", "950", "--description", "grüße");

    assertThat(host.config(Vmid.of(950)).orElseThrow()).startsWith("#gr%C3%BC%C3%9Fe\n");
  }

  @Test
  void two_nodes_of_one_seed_are_equal_to_the_byte() {
    SimulatedHost one = SimulatedHost.builder().seed(5).inMemory().addImage(IMAGE);
    SimulatedHost two = SimulatedHost.builder().seed(5).inMemory().addImage(IMAGE);
    String[] create = {
      "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8", "--net0", "name=eth0,bridge=vmbr0"
    };

    run(one, create);
    run(two, create);

    assertThat(one.config(Vmid.of(950))).isEqualTo(two.config(Vmid.of(950)));
    run(two, "pct", "set", "950", "--net0", "name=eth0,bridge=vmbr0");
    assertThat(one.config(Vmid.of(950))).isNotEqualTo(two.config(Vmid.of(950)));
  }

  @Test
  void proxmox_9_differs_from_8_where_it_should() {
    SimulatedHost nine =
        SimulatedHost.builder().pveVersion("9.0.3").inMemory().addImage(IMAGE).addDevice("/dev/x");
    SimulatedHost eight = SimulatedHost.inMemory().addImage(IMAGE).addDevice("/dev/x");
    for (SimulatedHost each : new SimulatedHost[] {eight, nine}) {
      run(each, "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8", "--start", "1");
      run(each, "pct", "set", "950", "--dev0", "/dev/x");
    }

    assertThat(eight.config(Vmid.of(950)).orElseThrow())
        .doesNotContain("unprivileged")
        .endsWith("\n[pve:pending]\ndev0: /dev/x\n");
    assertThat(nine.config(Vmid.of(950)).orElseThrow())
        .contains("dev0: /dev/x\n", "unprivileged: 1\n")
        .doesNotContain("pending");
    assertThat(run(eight, "pct", "set", "950", "--entrypoint", "/bin/app").stderrText())
        .startsWith("Unknown option: entrypoint\n");
    assertThat(run(nine, "pct", "set", "950", "--entrypoint", "/bin/app").isSuccess()).isTrue();
  }

  @Test
  void a_pool_knows_its_guests() {
    host.addPool("lab").addPool("other");

    CommandResult refused =
        run(host, "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8", "--pool", "none");
    run(host, "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8", "--pool", "lab");
    run(host, "pct", "clone", "950", "951", "--pool", "lab");
    run(host, "pct", "destroy", "950");

    assertThat(refused).isEqualTo(CommandResult.of(255, "", "pool 'none' does not exist\n"));
    assertThat(host.read("/etc/pve/user.cfg")).contains("pool:lab::951::\npool:other::::\n");
  }

  @Test
  void the_firewall_of_a_guest_is_cloned_and_removed_with_it() {
    run(host, "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8");
    host.write("/etc/pve/firewall/950.fw", "[OPTIONS]\nenable: 1\n");

    run(host, "pct", "clone", "950", "951");
    run(host, "pct", "destroy", "950");

    assertThat(host.list("/etc/pve/firewall")).containsExactly("951.fw");
  }

  @Test
  void rows_that_proxmox_does_not_know_survive_a_change() {
    run(host, "pct", "create", "950", IMAGE, "--rootfs", "local-zfs:8");
    String file = "/etc/pve/lxc/950.conf";
    host.write(
        file,
        "lxc.mount.entry: /dev/a dev/a none bind\nfuture: yes\nlxc.cap.drop = sys_time\n"
            + host.read(file).orElseThrow());

    run(host, "pct", "set", "950", "--memory", "1024");
    run(host, "pct", "snapshot", "950", "s1");

    assertThat(host.read(file).orElseThrow())
        .startsWith("arch: amd64\nfuture: yes\n")
        .contains(
            "swap: 512\nlxc.mount.entry: /dev/a dev/a none bind\nlxc.cap.drop: sys_time\n\n[s1]\n")
        .endsWith("lxc.mount.entry: /dev/a dev/a none bind\nlxc.cap.drop: sys_time\n");
  }

  @Test
  void a_node_is_prepared_for_what_a_definition_takes_for_granted() {
    Container container =
        Container.builder(
                Vmid.of(950),
                "granite",
                new ContainerSource.Image("images:vztmpl/debian-12.tar.zst"),
                new RootDisk("quickOS-lxc-disks", ByteSize.gib(8)))
            .networks(
                List.of(NetworkInterface.of("eth0", "vmbr7", Ipv4Setting.parse("10.0.0.9/24"))))
            .gpus(GpuAssignment.parse("0,1"))
            .build();

    host.prepareFor(Infrastructure.empty().withContainers(List.of(container)));

    assertThat(host.storages().keySet())
        .containsExactly("images", "local", "local-zfs", "quickOS-lxc-disks");
    assertThat(host.list("/dev"))
        .containsExactly("nvidia-uvm", "nvidia-uvm-tools", "nvidia0", "nvidia1", "nvidiactl");
    assertThat(host.exists("/sys/class/net/vmbr7/bridge")).isTrue();
    assertThat(host.exists("/mnt/pve/images/template/cache/debian-12.tar.zst")).isTrue();
  }

  @Test
  void an_unsound_node_is_told_in_full() {
    SimulatedHost unsound = SimulatedHost.inMemory();
    unsound.write("/etc/pve/lxc/100.conf", "rootfs: local-zfs:subvol-100-disk-0,size=1G\n");
    unsound.write("/etc/pve/lxc/101.conf", "unused0: local-zfs:subvol-100-disk-0\n");
    unsound.write("/proc/net/unix", "0: 2 0 10000 1 1 5 @/var/lib/lxc/102/command\n");

    assertThatThrownBy(unsound::checkInvariants)
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            the simulated node pve1 is broken:
              102 runs but has no configuration
              100 uses local-zfs:subvol-100-disk-0, which does not exist
              101 uses local-zfs:subvol-100-disk-0, which does not exist
              local-zfs:subvol-100-disk-0 is used twice, by 100 and 101""");
  }

  private static CommandResult run(SimulatedHost host, String... argv) {
    return host.shell().run(Command.of(argv));
  }
}
