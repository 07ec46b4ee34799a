package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Ipv4Setting;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import ai.thinkheads.phoenix.testing.sim.SimulatedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody types commands for a cluster whose nodes are reached over SSH, each by its own port. */
@Timeout(120)
class ClusterOverSshTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";

  @TempDir private Path home;
  private final SimulatedCluster cluster =
      SimulatedCluster.inMemory("pve1", "pve2").addImage(IMAGE);
  private final SimulatedSshServer first = SimulatedSshServer.start(cluster.node("pve1"));
  private final SimulatedSshServer second = SimulatedSshServer.start(cluster.node("pve2"));

  @BeforeEach
  void trust_both() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Path one = first.writeKnownHosts(home.resolve("one"));
    Path two = second.writeKnownHosts(home.resolve("two"));
    Files.writeString(ssh.resolve("known_hosts"), Files.readString(one) + Files.readString(two));
    first.writeClientKey(home.resolve("key1"));
    second.writeClientKey(home.resolve("key2"));
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void a_node_with_another_address_than_the_cluster_tells_is_reached_by_the_one_that_is_named() {
    CommandLineUser.Outcome outcome = runs("apply", "--yes", "--host", "pve2=" + second.target());

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(cluster.nodeOf(Vmid.of(950))).contains("pve1");
    assertThat(cluster.nodeOf(Vmid.of(951))).contains("pve2");
    assertThat(runs("drift", "--host", "pve2=" + second.target()).exit()).isZero();
  }

  @Test
  void a_node_that_is_not_known_has_to_show_the_key_that_the_cluster_tells() throws IOException {
    Files.copy(
        home.resolve("one"), home.resolve(".ssh/known_hosts"), StandardCopyOption.REPLACE_EXISTING);
    String where = "pve2=" + second.target();

    CommandLineUser.Outcome unknown = runs("status", "--host", where);
    tellKey(first);
    CommandLineUser.Outcome wrong = runs("status", "--host", where);
    tellKey(second);
    CommandLineUser.Outcome known = runs("status", "--host", where);

    assertThat(unknown.exit()).isEqualTo(5);
    assertThat(unknown.out()).contains("is not known");
    assertThat(wrong.exit()).isEqualTo(5);
    assertThat(wrong.out().replaceAll("\\s+", " ")).contains("but its cluster knows it by");
    assertThat(known.exit()).as("%s", known).isZero();
    assertThat(home.resolve(".ssh/known_hosts")).hasSameTextualContentAs(home.resolve("one"));
  }

  private void tellKey(SimulatedSshServer server) {
    cluster
        .node("pve1")
        .write(
            "/etc/pve/nodes/pve2/ssh_known_hosts",
            server.knownHostsLine().replaceFirst("\\S+", "pve2") + "\n");
  }

  @Test
  void an_address_that_leads_to_another_node_is_refused_with_its_name() {
    String wrong = "pve2=" + first.target();

    CommandLineUser.Outcome status = runs("status", "--host", wrong);
    CommandLineUser.Outcome apply = runs("apply", "--yes", "--host", wrong);

    assertThat(status.exit()).isEqualTo(5);
    assertThat(status.out().replaceAll("\\s+", " ")).contains("is node absent pve1, not pve2");
    assertThat(apply.exit()).isEqualTo(5);
    assertThat(apply.out().replaceAll("\\s+", " "))
        .contains("the address of pve2 leads to a node that this run holds already");
    assertThat(cluster.node("pve1").running()).containsExactly(Vmid.of(950));
  }

  private CommandLineUser.Outcome runs(String... args) {
    List<String> line = new ArrayList<>(List.of(args));
    line.addAll(List.of("--host", first.target()));
    line.addAll(List.of("--identity", home.resolve("key1").toString()));
    line.addAll(List.of("--identity", home.resolve("key2").toString()));
    return new CommandLineUser(home)
        .with("HOME", home.toString())
        .with("USER", "root")
        .using(PhoenixCli.of(ClusterOverSshTest::infrastructure))
        .runs(line.toArray(String[]::new));
  }

  private static Infrastructure infrastructure() {
    return Infrastructure.empty()
        .withContainers(List.of(container(950, "web", "pve1"), container(951, "mail", "pve2")));
  }

  private static Container container(int vmid, String name, String node) {
    return Container.builder(
            Vmid.of(vmid),
            name,
            new ContainerSource.Image(IMAGE),
            new RootDisk("local-zfs", ByteSize.gib(8)))
        .memory(ByteSize.mib(512))
        .networks(
            List.of(
                NetworkInterface.of(
                    "eth0", "vmbr0", Ipv4Setting.parse("10.0.0." + (vmid - 900) + "/24"))))
        .node(node)
        .build();
  }
}
