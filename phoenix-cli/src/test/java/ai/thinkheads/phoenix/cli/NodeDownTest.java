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
import ai.thinkheads.phoenix.proxmox.NodeShells;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody types commands while a node of the cluster is down, on which a guest lives. */
class NodeDownTest {

  private static final String IMAGE = "local:vztmpl/debian-12.tar.zst";

  @TempDir private Path directory;
  private final SimulatedCluster cluster =
      SimulatedCluster.inMemory("pve1", "pve2", "pve3").addImage(IMAGE);
  private int memory = 512;

  @BeforeEach
  void apply_it_and_let_the_node_go_down() {
    assertThat(runs("apply", "--yes").exit()).isZero();
    cluster.node("pve2").hangUpBefore(command -> true);
  }

  @Test
  void guests_that_are_as_defined_on_other_nodes_are_told_from_those_that_are_out_of_reach()
      throws IOException {
    Golden.assertThatText(
        runs("status").toString() + runs("drift") + runs("plan", "--exit-code"), "node-down");
  }

  @Test
  void what_does_not_need_the_node_is_applied_and_the_rest_when_it_is_up_again()
      throws IOException {
    memory = 1024;

    CommandLineUser.Outcome without = runs("apply", "--yes");

    Golden.assertThatText(without.toString(), "node-down-apply");
    assertThat(cluster.node("pve1").config(Vmid.of(952)).orElseThrow()).contains("memory: 1024");
    assertThat(cluster.node("pve1").config(Vmid.of(951)).orElseThrow()).contains("memory: 512");
    assertThat(cluster.nodeOf(Vmid.of(950))).contains("pve2");

    cluster.node("pve2").recover();

    assertThat(runs("apply", "--yes").exit()).isZero();
    assertThat(runs("plan", "--exit-code").exit()).isZero();
    cluster.checkInvariants();
  }

  @Test
  void what_needs_a_guest_that_cannot_be_destroyed_goes_and_the_guest_stays() throws IOException {
    CommandLineUser.Outcome outcome = runs("destroy", "--yes");

    assertThat(outcome.exit()).isEqualTo(5);
    Golden.assertThatText(outcome.out(), "node-down-destroy");
    assertThat(cluster.nodeOf(Vmid.of(950))).contains("pve2");
    assertThat(cluster.nodeOf(Vmid.of(951))).isEmpty();

    cluster.node("pve2").recover();

    assertThat(runs("destroy", "--yes").exit()).isZero();
    assertThat(cluster.nodeOf(Vmid.of(950))).isEmpty();
  }

  private CommandLineUser.Outcome runs(String... args) {
    PhoenixCli phoenix = PhoenixCli.of(this::infrastructure).with(new ClusterNodes());
    return new CommandLineUser(directory).using(phoenix).runs(args);
  }

  private Infrastructure infrastructure() {
    return Infrastructure.empty()
        .withContainers(
            List.of(
                container(950, "database").node("pve2").build(),
                container(951, "web").dependencies(List.of(Vmid.of(950))).build(),
                container(952, "mail").build()));
  }

  private Container.Builder container(int vmid, String name) {
    return Container.builder(
            Vmid.of(vmid),
            name,
            new ContainerSource.Image(IMAGE),
            new RootDisk("local-zfs", ByteSize.gib(8)))
        .memory(ByteSize.mib(memory))
        .networks(
            List.of(
                NetworkInterface.of(
                    "eth0", "vmbr0", Ipv4Setting.parse("10.0.0." + (vmid - 900) + "/24"))));
  }

  private final class ClusterNodes implements Nodes {

    @Override
    public HostShell open(
        NodeOptions options,
        int channels,
        Infrastructure infrastructure,
        Surroundings surroundings,
        Screen screen) {
      return cluster.shell("pve1");
    }

    @Override
    public NodeShells others(
        NodeOptions options, int channels, Surroundings surroundings, Screen screen) {
      return (node, told) -> cluster.shell(node);
    }
  }
}
