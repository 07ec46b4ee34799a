package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import org.junit.jupiter.api.Test;

/** What becomes of rows in a container's file that no command wrote, once a command writes it. */
class RewrittenFileTest {

  private static final String IMAGE = "local:vztmpl/tiny_1.0_amd64.tar.gz";

  private final SimulatedHost host = SimulatedHost.inMemory().addImage(IMAGE);

  @Test
  void rows_keep_their_section_and_order_and_what_cannot_be_read_goes() {
    run("pct", "create", "100", IMAGE, "--rootfs", "local-zfs:8");
    host.write(
        "/etc/pve/lxc/100.conf",
        """
        swap: 512
        lxc.idmap = u 0 100000 1000
        #first
        arch: amd64
        lxc.idmap: g 0 100000 1000
        memory: 512
        from_the_future2: kept
        from-nowhere: gone
        lxc.rootfs.path: /gone
        lxc.no.such.key: gone
        no row at all
        #second%3A 100 %25
        rootfs: local-zfs:subvol-100-disk-0,size=8G
        lxc.cgroup2.devices.allow: c 195:* rwm

        [older]
        #its own remark
        memory: 256
        lxc.mount.entry: /a b none bind
        rootfs: local-zfs:subvol-100-disk-0,size=8G
        snaptime: 1
        lxc.mount.entry: /c d none bind
        """);

    run("pct", "set", "100", "--cores", "2");

    assertThat(host.config(Vmid.of(100)))
        .contains(
            """
            #first
            #second%3A 100 %25
            arch: amd64
            cores: 2
            from_the_future2: kept
            memory: 512
            rootfs: local-zfs:subvol-100-disk-0,size=8G
            swap: 512
            lxc.idmap: u 0 100000 1000
            lxc.idmap: g 0 100000 1000
            lxc.cgroup2.devices.allow: c 195:* rwm

            [older]
            #its own remark
            memory: 256
            rootfs: local-zfs:subvol-100-disk-0,size=8G
            snaptime: 1
            lxc.mount.entry: /a b none bind
            lxc.mount.entry: /c d none bind
            """);
  }

  @Test
  void rows_that_were_appended_to_the_file_are_in_its_last_section() {
    run("pct", "create", "100", IMAGE, "--rootfs", "local-zfs:8");
    run("pct", "snapshot", "100", "before");
    String text = host.config(Vmid.of(100)).orElseThrow();
    host.write("/etc/pve/lxc/100.conf", text + "lxc.autodev: 1\n");

    run("pct", "delsnapshot", "100", "before");

    assertThat(host.config(Vmid.of(100)).orElseThrow()).doesNotContain("lxc.autodev");
  }

  @Test
  void several_variables_are_rows_of_their_own() {
    run("pct", "create", "100", IMAGE, "--rootfs", "local-zfs:8");
    String text = host.config(Vmid.of(100)).orElseThrow();
    host.write(
        "/etc/pve/lxc/100.conf",
        text + "lxc.environment.runtime: A=1\nlxc.environment.runtime: B=two words\n");

    run("pct", "set", "100", "--cores", "2");

    assertThat(host.config(Vmid.of(100)).orElseThrow())
        .endsWith("lxc.environment.runtime: A=1\nlxc.environment.runtime: B=two words\n");
    assertThat(run("pct", "config", "100")).contains("\nenv: A=1\0B=two words\n");
  }

  private String run(String... command) {
    return host.shell().run(Command.of(command)).stdoutText();
  }
}
