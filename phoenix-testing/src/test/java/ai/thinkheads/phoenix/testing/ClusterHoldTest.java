package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.run.HeldByOtherException;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.proxmox.ProxmoxCluster;
import ai.thinkheads.phoenix.testing.sim.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two operators at one cluster, each of whom comes to it by another node. */
@Timeout(60)
class ClusterHoldTest {

  private static final Holder ALICE = new Holder("alice", "laptop", 4711, "phoenix apply");
  private static final Holder BOB = new Holder("bob", "ci-7", 12, "phoenix destroy");
  private static final Duration LONG = Duration.ofMinutes(10);

  private final SimulatedCluster cluster = SimulatedCluster.inMemory("pve1", "pve2", "pve3");
  private final Hypervisor alice = by("pve1");
  private final Hypervisor bob = by("pve3");
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
    alice.close();
    bob.close();
  }

  @Test
  void a_node_is_kept_from_others_whichever_node_they_come_by() {
    Hold held = hold(alice, ALICE);
    alice.observe(nodes("pve2"));
    Hold harmless = hold(bob, BOB);

    HeldByOtherException refusal =
        catchThrowableOfType(HeldByOtherException.class, () -> bob.observe(nodes("pve2")));

    assertThat(refusal.holder()).contains(ALICE);
    assertThat(refusal).hasMessageStartingWith("root@pve2 is being changed by alice on laptop");
    harmless.close();
    held.close();
    hold(bob, BOB).close();
  }

  @Test
  void whoever_only_looks_is_never_held_up() {
    Hold held = hold(alice, ALICE);
    alice.observe(nodes("pve2"));

    assertThat(bob.observe(nodes("pve1", "pve2")).nodes()).containsOnlyKeys("pve1", "pve2", "pve3");
    held.close();
  }

  @Test
  void nodes_that_were_looked_at_before_are_held_with_the_others() {
    alice.observe(nodes("pve2"));
    Hold held = hold(alice, ALICE);

    assertThatThrownBy(() -> hold(by("pve2"), BOB)).isInstanceOf(HeldByOtherException.class);
    held.close();
    hold(by("pve2"), BOB).close();
  }

  @Test
  void two_that_need_the_same_nodes_in_another_order_do_not_wait_for_each_other() throws Exception {
    Hold one = alice.hold(ALICE, LONG, text -> {});
    Hold other = bob.hold(BOB, LONG, text -> {});

    Future<ObservedState> both = threads.submit(() -> alice.observe(nodes("pve3")));
    Future<ObservedState> too = threads.submit(() -> bob.observe(nodes("pve1")));
    both.get(30, TimeUnit.SECONDS);
    one.close();

    assertThat(too.get(30, TimeUnit.SECONDS).nodes()).containsOnlyKeys("pve1", "pve3");
    other.close();
  }

  @Test
  void what_changed_while_a_node_was_waited_for_is_looked_at_again() throws Exception {
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    Hold held = hold(bob, BOB);
    bob.observe(nodes("pve2"));
    Hold waiting = alice.hold(ALICE, LONG, said::add);
    Future<ObservedState> look = threads.submit(() -> alice.observe(nodes("pve2")));
    assertThat(said.poll(20, TimeUnit.SECONDS)).startsWith("pve2: waiting for bob on ci-7");

    cluster.node("pve3").write("/etc/pve/nodes/pve3/qemu-server/777.conf", "cores: 1\n");
    held.close();

    assertThat(look.get(20, TimeUnit.SECONDS).guests().values())
        .extracting(guest -> guest.vmid() + " on " + guest.node())
        .containsExactly("777 on pve3");
    waiting.close();
  }

  @Test
  void a_hold_that_is_lost_on_one_node_is_still_good_on_the_others() {
    Hold held = hold(alice, ALICE);
    alice.observe(nodes("pve2"));

    held.checkAt("pve1");
    held.checkAt("pve2");
    assertThatThrownBy(() -> held.checkAt("pve3"))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("not begun, because others are not kept away from pve3");
    held.close();
  }

  @Test
  void a_node_that_cannot_be_held_counts_as_one_that_cannot_be_reached() {
    cluster.node("pve2").hangUpBefore(command -> command.argv().contains("phoenix-hold"));
    Hold held = hold(alice, ALICE);

    ObservedState observed = alice.observe(nodes("pve2"));

    assertThat(observed.nodes()).containsOnlyKeys("pve1");
    assertThat(observed.unreachable()).containsOnlyKeys("pve2");
    held.check();
    assertThatThrownBy(() -> held.checkAt("pve2"))
        .hasMessageStartingWith("not begun, because others are not kept away from pve2: ");
    held.close();
  }

  private Hypervisor by(String entry) {
    return ProxmoxCluster.over(cluster.shell(entry), (node, told) -> cluster.shell(node));
  }

  private static ObservationScope nodes(String... names) {
    return new ObservationScope(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(List.of(names)));
  }

  private static Hold hold(Hypervisor hypervisor, Holder holder) {
    return hypervisor.hold(holder, Duration.ZERO, text -> {});
  }
}
