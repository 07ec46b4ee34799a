package ai.thinkheads.phoenix.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.UnreachableNode;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of nodes on which the real script runs. */
class ProxmoxClusterTest {

  private static final ObservationScope ALL =
      new ObservationScope(
          new TreeSet<>(List.of(Vmid.of(950), Vmid.of(960), Vmid.of(970), Vmid.of(8000))),
          new TreeSet<>());

  @TempDir Path root;
  private NodeTree pve1;
  private NodeTree pve2;
  private final List<String> opened = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void make_the_nodes() {
    pve1 = node("pve1", 1);
    pve2 = node("pve2", 1);
  }

  private NodeTree node(String name, int pve3Online) {
    NodeTree node = NodeTree.in(root.resolve(name));
    node.file("proc/sys/kernel/hostname", name + "\n");
    node.file("sys/class/net/of-" + name + "/bridge/x", "");
    node.file(
        "etc/pve/.members",
        """
        {
        "nodename": "NAME",
        "version": 3,
        "cluster": { "name": "lab", "version": 3, "nodes": 3, "quorate": 1 },
        "nodelist": {
          "pve1": { "id": 1, "online": 1, "ip": "10.0.0.1"},
          "pve2": { "id": 2, "online": 1, "ip": "10.0.0.2"},
          "pve3": { "id": 3, "online": ONLINE, "ip": "10.0.0.3"}
          }
        }
        """
            .replace("NAME", name)
            .replace("ONLINE", "" + pve3Online));
    node.file(
        "etc/pve/.vmlist",
        """
        {
        "version": 3,
        "ids": {
        "950": { "node": "pve1", "type": "lxc", "version": 1 },
        "960": { "node": "pve2", "type": "lxc", "version": 2 },
        "8000": { "node": "pve3", "type": "qemu", "version": 3 }}

        }
        """);
    node.file("etc/pve/nodes/pve2/ssh_known_hosts", "pve2 ssh-rsa AAAA\n");
    node.file("etc/pve/nodes/pve1/lxc/950.conf", "memory: 512\n");
    node.file("etc/pve/nodes/pve2/lxc/960.conf", "memory: 1024\n");
    node.file("etc/pve/nodes/pve3/qemu-server/8000.conf", "cores: 2\n");
    return node;
  }

  private ProxmoxCluster cluster() {
    return ProxmoxCluster.over(
        pve1,
        (node, told) -> {
          opened.add(node + " at " + told.ip().orElse("?") + told.hostKeys());
          return node.equals("pve2") ? pve2 : broken(node);
        });
  }

  @Test
  void each_node_tells_what_only_it_knows() {
    pve2.file("proc/net/unix", "0: 2 0 10000 1 1 1 @/var/lib/lxc/960/command\n");
    pve2.program("lxc-attach", "echo /var/lib/phoenix/docker:0123456789abcdef; echo end");

    ObservedState state = cluster().observe(ALL);

    assertThat(state.here()).isEqualTo("pve1");
    assertThat(state.members()).containsExactly("pve1", "pve2", "pve3");
    assertThat(state.bridges()).containsExactly("of-pve1");
    assertThat(state.at("pve2").bridges()).containsExactly("of-pve2");
    assertThat(state.guests().get(Vmid.of(960)).running()).isTrue();
    assertThat(state.guests().get(Vmid.of(960)).fingerprints())
        .contains(new TreeMap<>(Map.of("docker", "0123456789abcdef")));
    assertThat(state.guests().get(Vmid.of(950)).running()).isFalse();
  }

  @Test
  void only_nodes_with_containers_of_the_definition_are_connected_to() {
    ObservedState state =
        cluster()
            .observe(new ObservationScope(new TreeSet<>(List.of(Vmid.of(950))), new TreeSet<>()));

    assertThat(opened).isEmpty();
    assertThat(state.nodes()).containsOnlyKeys("pve1");
    assertThat(state.guests()).hasSize(3);

    cluster().observe(ALL);

    assertThat(opened).containsExactly("pve2 at 10.0.0.2[pve2 ssh-rsa AAAA]");
  }

  @Test
  void a_node_that_a_guest_shall_live_on_is_looked_at_too() {
    ObservedState state =
        cluster().observe(new ObservationScope(new TreeSet<>(), new TreeSet<>(), names("pve2")));

    assertThat(state.isObserved("pve2")).isTrue();
  }

  @Test
  void a_node_that_cannot_be_reached_is_told_with_the_reason() {
    ObservedState state =
        cluster().observe(new ObservationScope(ALL.guests(), new TreeSet<>(), names("pve3")));

    assertThat(state.nodes()).containsOnlyKeys("pve1", "pve2");
    assertThat(state.unreachable())
        .containsExactly(
            Map.entry(
                "pve3",
                new UnreachableNode(
                    "pve3: no route",
                    "plug it in; or say with --host pve3=HOST how else it is reached")));
  }

  @Test
  void a_node_that_the_cluster_has_lost_is_not_even_tried() {
    pve1 = node("pve1", 0);

    ObservedState state =
        cluster().observe(new ObservationScope(new TreeSet<>(), new TreeSet<>(), names("pve3")));

    assertThat(opened).isEmpty();
    assertThat(state.unreachable().get("pve3").reason())
        .isEqualTo("pve3 is offline, as pve1 tells");
  }

  @Test
  void an_address_that_leads_to_another_node_is_not_taken_for_the_right_one() {
    pve2.file("proc/sys/kernel/hostname", "pve9\n");

    ObservedState state = cluster().observe(ALL);

    assertThat(state.unreachable().get("pve2").reason())
        .isEqualTo("root@pve1 is node pve9, not pve2");
  }

  @Test
  void the_node_that_is_asked_first_is_indispensable() {
    ProxmoxCluster cluster = ProxmoxCluster.over(broken("pve1"), (node, told) -> pve2);

    assertThatThrownBy(() -> cluster.observe(ALL)).hasMessage("pve1: no route");
  }

  @Test
  void an_action_is_performed_on_its_node_even_when_nothing_was_observed_before() {
    ScriptedShell other = new ScriptedShell(new CommandResult(0, new byte[0], new byte[0]));
    ProxmoxCluster cluster = ProxmoxCluster.over(pve1, (node, told) -> other);

    cluster.at("pve2").perform(new Action.Start(Vmid.of(960)), text -> {});

    assertThat(other.lines()).containsExactly("pct start 960");
  }

  private static SortedSet<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }

  private static HostShell broken(String node) {
    return new HostShell() {
      @Override
      public String target() {
        return node;
      }

      @Override
      public CommandResult run(Command command, Consumer<String> lines) {
        throw new ShellException(node + ": no route", "plug it in");
      }

      @Override
      public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
        return run(command, lines);
      }

      @Override
      public void close() {}
    };
  }
}
