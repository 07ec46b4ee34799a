package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedGuestTest {

  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";
  private static final Vmid GUEST = Vmid.of(100);

  @TempDir private Path directory;
  private SimulatedHost host;

  @BeforeEach
  void a_guest_with_a_volume_and_a_folder_of_the_node_runs() {
    host = SimulatedHost.in(directory.resolve("node")).addImage(IMAGE);
    host.makeDirectory("/srv/shared");
    host.write("/etc/shadow", "of the node\n");
    run(
        "pct",
        "create",
        "100",
        IMAGE,
        "--rootfs",
        "local-zfs:8",
        "--mp0",
        "local-zfs:1,mp=/data",
        "--mp1",
        "/srv/shared,mp=/data/shared");
    run("pct", "start", "100");
  }

  @Test
  void a_file_is_where_its_mount_point_is() {
    guest().write("/root/a", "root");
    guest().write("/data/a", "volume");
    guest().write("/data/shared/a", "node");

    assertThat(host.read("/guests/100/local-zfs/subvol-100-disk-0/files/root/a")).contains("root");
    assertThat(host.read("/guests/100/local-zfs/subvol-100-disk-1/files/a")).contains("volume");
    assertThat(host.read("/srv/shared/a")).contains("node");
    assertThat(guest().read("/data/../data/./shared/a")).contains("node");
  }

  @Test
  void a_link_never_leads_out_of_the_guest() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "of the machine\n");
    guest().write("/etc/shadow", "of the guest\n");
    Path rootfs = guest().rootfs();
    Files.createSymbolicLink(rootfs.resolve("root/absolute"), Path.of("/etc/shadow"));
    Files.createSymbolicLink(
        rootfs.resolve("root/upwards"), Path.of("../../../../../../../../../etc/shadow"));
    Files.createSymbolicLink(rootfs.resolve("root/machine"), secret);
    Files.createSymbolicLink(rootfs.resolve("root/folder"), Path.of("/etc"));
    Files.createSymbolicLink(rootfs.resolve("root/endless"), Path.of("endless"));

    assertThat(guest().read("/root/absolute")).contains("of the guest\n");
    assertThat(guest().read("/root/upwards")).contains("of the guest\n");
    assertThat(guest().read("/root/folder/shadow")).contains("of the guest\n");
    assertThat(run("pct", "exec", "100", "--", "cat", "/root/machine").exitCode()).isEqualTo(1);
    assertThat(run("pct", "exec", "100", "--", "cat", "/root/endless").exitCode()).isEqualTo(1);
    assertThat(run("pct", "exec", "100", "--", "cat", "/../../etc/shadow").stdoutText())
        .isEqualTo("of the guest\n");
  }

  @Test
  void scripts_are_answered_by_the_handler_of_their_name() {
    host.onGuestScript(
        "phoenix-greet",
        call -> {
          call.guest().write("/root/greeting", call.arguments().get(0));
          return CommandResult.of(3, "greeted\n", "");
        });

    CommandResult byName =
        run("lxc-attach", "-n", "100", "--", "bash", "-c", "text", "phoenix-greet", "hello");
    CommandResult byComment =
        host.shell()
            .run(
                Command.of("lxc-attach", "-n", "100", "--", "/bin/bash", "-s", "--", "again")
                    .withStdin("#!/bin/bash\n# phoenix-greet\necho\n"));

    assertThat(byName).isEqualTo(CommandResult.of(3, "greeted\n", ""));
    assertThat(byComment).isEqualTo(byName);
    assertThat(guest().read("/root/greeting")).contains("again");
  }

  @AfterEach
  void links_are_removed_before_junit_looks_at_them() {
    guest().delete("/root");
  }

  private SimulatedGuest guest() {
    return host.guest(GUEST).orElseThrow();
  }

  private CommandResult run(String... argv) {
    return host.shell().run(Command.of(argv));
  }
}
