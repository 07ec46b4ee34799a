package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the simulated node to what real ones answer: each table is a dialogue with one node,
 * command by command, kept in memory as well as on disk.
 */
class AnswersTest {

  private static final List<String> TABLES =
      List.of(
          "refusals",
          "create",
          "set",
          "values",
          "pending",
          "nine",
          "power",
          "exec",
          "snapshots",
          "clones",
          "resize",
          "locks",
          "course",
          "node");

  @TestFactory
  Stream<DynamicContainer> a_node_in_memory_answers_as_a_real_one() {
    return TABLES.stream().map(table -> dialogue(table, builder(table).inMemory()));
  }

  @TestFactory
  Stream<DynamicContainer> a_node_on_disk_answers_as_a_real_one(@TempDir Path directory) {
    return TABLES.stream()
        .map(table -> dialogue(table, builder(table).in(directory.resolve(table))));
  }

  static SimulatedHostBuilder builder(String table) {
    return SimulatedHost.builder()
        .pveVersion(table.startsWith("nine") ? "9.0.10" : "8.4.1")
        .clock(new SteppingClock(Instant.parse("2026-11-23T18:00:00Z")));
  }

  /** Three kinds of storage for containers, one that may not hold any, images, a GPU, a folder. */
  static SimulatedHost furnish(SimulatedHost host) {
    host.write(
        "/etc/pve/storage.cfg",
        """
        dir: local
        	path /var/lib/vz
        	content iso,vztmpl,rootdir

        zfspool: local-zfs
        	pool rpool/data
        	content images,rootdir

        btrfs: fast
        	path /var/lib/fast
        	content images,rootdir

        dir: images-only
        	path /srv/images
        	content images
        """);
    return host.addImage("local:vztmpl/tiny_1.0_amd64.tar.gz")
        .addImage("local:vztmpl/ubuntu-24.04-standard_24.04-2_amd64.tar.zst")
        .addDevice("/dev/nvidia0")
        .makeDirectory("/srv/shared");
  }

  private static DynamicContainer dialogue(String table, SimulatedHost fresh) {
    SimulatedHost host = furnish(fresh);
    Stream<DynamicTest> exchanges =
        Exchange.table(table).stream()
            .map(
                expected ->
                    DynamicTest.dynamicTest(expected.command(), () -> check(host, expected)));
    DynamicTest atRest = DynamicTest.dynamicTest("the node is sound", host::checkInvariants);
    return DynamicContainer.dynamicContainer(table, Stream.concat(exchanges, Stream.of(atRest)));
  }

  private static void check(SimulatedHost host, Exchange expected) {
    Exchange actual = expected.answeredBy(host, expected.command());

    assertThat(actual.text()).isEqualTo(expected.text());
  }
}
