package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.file.Path;
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

  private static CommandResult run(SimulatedHost host, String... argv) {
    return host.shell().run(Command.of(argv));
  }
}
