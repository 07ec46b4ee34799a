package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left behind when a command is killed, wherever in its course that happens. */
class KilledCommandsTest {

  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static Stream<String> commands() {
    return Stream.of(
        "pct create 200 " + IMAGE + " --rootfs local-zfs:8 --mp0 local-zfs:1,mp=/data",
        "pct clone 100 200 --snapname base",
        "pct snapshot 100 second",
        "pct rollback 100 base",
        "pct delsnapshot 100 base",
        "pct set 100 --mp0 local-zfs:1,mp=/data --memory 1024",
        "pct resize 100 rootfs 20G",
        "pct start 100",
        "pct destroy 101");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_file_is_whole_at_any_moment_and_the_node_can_be_cleaned_up(String line) {
    int moments = countChanges(line);
    assertThat(moments).isPositive();

    for (int moment = 0; moment < moments; moment++) {
      SimulatedHost host = prepared(SimulatedHost.inMemory());
      killAt(host, moment);

      assertThatThrownBy(() -> run(host, line)).isInstanceOf(Killed.class);
      host.beforeChange(path -> {});
      cleanUp(host);

      host.checkInvariants();
      assertThat(host.list("/guests")).as(line + " killed at change " + moment).isEmpty();
    }
  }

  @Test
  void a_creation_that_was_killed_leaves_its_lock() {
    SimulatedHost host = prepared(SimulatedHost.inMemory());
    host.beforeChange(
        path -> {
          if (path.startsWith("/guests/200")) {
            throw new Killed();
          }
        });

    assertThatThrownBy(() -> run(host, "pct create 200 " + IMAGE + " --rootfs local-zfs:8"))
        .isInstanceOf(Killed.class);

    assertThat(host.config(Vmid.of(200))).contains("lock: create\n");
  }

  @Test
  void a_clone_that_was_killed_leaves_both_locked() {
    SimulatedHost host = prepared(SimulatedHost.inMemory());
    host.beforeChange(
        path -> {
          if (path.startsWith("/guests/200")) {
            throw new Killed();
          }
        });

    assertThatThrownBy(() -> run(host, "pct clone 100 200")).isInstanceOf(Killed.class);

    assertThat(host.config(Vmid.of(100)).orElseThrow()).contains("lock: disk\n");
    assertThat(host.config(Vmid.of(200)).orElseThrow())
        .contains("lock: create\n")
        .doesNotContain("rootfs");
  }

  @Test
  void a_file_that_was_half_written_does_not_count(@TempDir Path directory) throws Exception {
    prepared(SimulatedHost.in(directory));
    Path half = directory.resolve("etc/pve/nodes/pve1/lxc/" + HostFiles.UNFINISHED + "7-100.conf");
    Files.writeString(half, "arch: am");

    SimulatedHost again = SimulatedHost.in(directory);

    assertThat(again.list("/etc/pve/lxc")).containsExactly("100.conf", "101.conf");
    assertThatThrownBy(again::checkInvariants)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("7-100.conf was left unfinished");
  }

  private static SimulatedHost prepared(SimulatedHost host) {
    host.addImage(IMAGE);
    run(host, "pct create 100 " + IMAGE + " --rootfs local-zfs:8 --hostname origin");
    run(host, "pct snapshot 100 base");
    run(host, "pct create 101 " + IMAGE + " --rootfs local-zfs:8");
    return host;
  }

  private static int countChanges(String line) {
    SimulatedHost host = prepared(SimulatedHost.inMemory());
    AtomicInteger changes = new AtomicInteger();
    host.beforeChange(path -> changes.incrementAndGet());
    CommandResult result = run(host, line);
    assertThat(result.stderrText()).isEmpty();
    return changes.get();
  }

  private static void killAt(SimulatedHost host, int moment) {
    AtomicInteger left = new AtomicInteger(moment);
    host.beforeChange(
        path -> {
          if (left.getAndDecrement() == 0) {
            throw new Killed();
          }
        });
  }

  /** Removes all containers, as an operator would after an accident. */
  private static void cleanUp(SimulatedHost host) {
    for (String id : new String[] {"100", "101", "200"}) {
      Optional<String> config = host.config(Vmid.parse(id));
      if (config.isPresent()) {
        run(host, "pct unlock " + id);
        run(host, "pct stop " + id);
        CommandResult result = run(host, "pct destroy " + id + " --destroy-unreferenced-disks 1");
        assertThat(result.stderrText()).isEmpty();
      }
    }
  }

  private static CommandResult run(SimulatedHost host, String line) {
    return host.shell().run(Command.of(line.split(" ")));
  }
}
