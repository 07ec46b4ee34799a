package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds a simulated cluster to what a real one answers; each command names its node first. */
class ClusterAnswersTest {

  private static final List<String> TABLES = List.of("cluster", "ha");

  @TestFactory
  Stream<DynamicContainer> a_cluster_answers_as_a_real_one() {
    return TABLES.stream().map(ClusterAnswersTest::dialogue);
  }

  static SimulatedCluster furnished() {
    return SimulatedCluster.inMemory("pve1", "pve2")
        .addStorage("shared", "nfs", "rootdir", "images", "vztmpl")
        .addStorage("fast", "btrfs", "rootdir")
        .addImage("local:vztmpl/tiny_1.0_amd64.tar.gz");
  }

  private static DynamicContainer dialogue(String table) {
    SimulatedCluster cluster = furnished();
    Stream<DynamicTest> exchanges =
        Exchange.table(table).stream()
            .map(
                expected ->
                    DynamicTest.dynamicTest(expected.command(), () -> check(cluster, expected)));
    DynamicTest atRest = DynamicTest.dynamicTest("the nodes are sound", cluster::checkInvariants);
    return DynamicContainer.dynamicContainer(table, Stream.concat(exchanges, Stream.of(atRest)));
  }

  private static void check(SimulatedCluster cluster, Exchange expected) {
    String[] parts = expected.command().split(" ", 2);
    SimulatedHost node = cluster.node(parts[0]);

    Exchange actual = expected.answeredBy(node, parts[1]);

    assertThat(actual.text()).isEqualTo(expected.text());
  }
}
