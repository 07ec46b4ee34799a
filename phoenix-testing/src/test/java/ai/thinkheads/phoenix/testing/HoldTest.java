package ai.thinkheads.phoenix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.HeldByOtherException;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.ssh.HostShells;
import ai.thinkheads.phoenix.proxmox.ssh.SshOptions;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import ai.thinkheads.phoenix.testing.sim.SimulatedSshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two operators at one node. */
@Timeout(60)
class HoldTest {

  private static final Holder ALICE = new Holder("alice", "laptop", 4711, "phoenix apply");
  private static final Holder BOB = new Holder("bob", "ci-7", 12, "phoenix destroy");
  private static final Duration LONG = Duration.ofMinutes(10);

  private final SimulatedHost host = SimulatedHost.inMemory();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void the_second_is_refused_and_told_by_whom() {
    try (Hypervisor one = hypervisor();
        Hypervisor other = hypervisor()) {
      Hold hold = hold(one, ALICE);

      HeldByOtherException refusal =
          catchThrowableOfType(HeldByOtherException.class, () -> hold(other, BOB));

      assertThat(refusal.holder()).contains(ALICE);
      assertThat(refusal)
          .hasMessageMatching(
              "root@pve1 is being changed by alice on laptop \\(phoenix apply, pid 4711\\) since"
                  + " 2026-01-01T00:.*Z");
      assertThat(refusal.remedy()).contains("--wait");
      hold.close();
    }
  }

  @Test
  void whoever_looks_is_never_held_up() {
    try (Hypervisor one = hypervisor();
        Hypervisor other = hypervisor()) {
      Hold hold = hold(one, ALICE);

      assertThat(other.observe(ObservationScope.outside()).node().name()).isEqualTo("pve1");
      hold.close();
    }
  }

  @Test
  void the_second_begins_when_the_first_has_ended() throws Exception {
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    try (Hypervisor one = hypervisor();
        Hypervisor other = hypervisor()) {
      Hold hold = hold(one, ALICE);
      Future<Hold> second = threads.submit(() -> other.hold(BOB, LONG, said::add));
      assertThat(said.poll(20, TimeUnit.SECONDS))
          .startsWith("waiting for alice on laptop (phoenix apply, pid 4711), at work since");

      hold.close();

      second.get(20, TimeUnit.SECONDS).close();
      hold(one, ALICE).close();
    }
  }

  @Test
  void waiting_ends_at_once_when_it_is_interrupted() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    try (Hypervisor one = hypervisor();
        Hypervisor other = hypervisor()) {
      Hold hold = hold(one, ALICE);
      Future<Boolean> second =
          threads.submit(
              () -> {
                assertThatThrownBy(() -> other.hold(BOB, LONG, text -> waits.countDown()))
                    .isInstanceOf(HypervisorException.class)
                    .hasMessage("root@pve1: interrupted before anything was begun");
                return Thread.currentThread().isInterrupted();
              });
      waits.await();

      threads.shutdownNow();

      assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
      hold.close();
      hold(other, BOB).close();
    }
  }

  @Test
  void holds_through_one_hypervisor_are_shared() {
    try (Hypervisor one = hypervisor();
        Hypervisor other = hypervisor()) {
      Hold outer = hold(one, ALICE);
      Hold inner = hold(one, ALICE);
      inner.close();
      inner.close();
      outer.check();
      assertThatThrownBy(() -> hold(other, BOB)).isInstanceOf(HeldByOtherException.class);

      outer.close();

      hold(other, BOB).close();
    }
  }

  @Test
  void closing_the_hypervisor_ends_its_holds() {
    Hypervisor one = hypervisor();
    Hold hold = hold(one, ALICE);

    one.close();

    assertThatThrownBy(hold::check).isInstanceOf(HypervisorException.class);
    hold(hypervisor(), BOB).close();
  }

  @Test
  void a_run_is_refused_while_somebody_else_changes_the_node() {
    ValidInfrastructure lab = PublishedLab.load().select(Set.of(Vmid.of(952)));
    host.prepareFor(lab.infrastructure());
    try (Hypervisor one = hypervisor();
        Hypervisor other = hypervisor()) {
      Plan plan = Planner.plan(lab, other.observe(lab.scope()));
      Hold hold = hold(one, ALICE);

      assertThatThrownBy(() -> Runner.on(other).run(plan)).isInstanceOf(HeldByOtherException.class);

      assertThat(host.list("/etc/pve/lxc")).isEmpty();
      hold.close();
      assertThat(Runner.on(other).run(plan).isSuccess()).isTrue();
      hold(one, ALICE).close();
    }
  }

  @Test
  void a_run_with_nothing_to_do_needs_nobody_to_stand_back() {
    try (Hypervisor one = hypervisor();
        Hypervisor other = hypervisor()) {
      Hold hold = hold(one, ALICE);
      ValidInfrastructure lab = PublishedLab.load().select(Set.of(Vmid.of(952)));
      Plan nothing = Planner.planDestroy(lab, other.observe(lab.scope()));

      assertThat(Runner.on(other).run(nothing).isSuccess()).isTrue();
      hold.close();
    }
  }

  @Test
  void a_node_that_cannot_keep_others_away_is_told() {
    host.failWhen(
        command -> command.argv().contains("phoenix-hold"),
        CommandResult.of(1, "", "mkdir: cannot create directory: Read-only file system\n"));
    try (Hypervisor one = hypervisor()) {
      assertThatThrownBy(() -> hold(one, ALICE))
          .isExactlyInstanceOf(HypervisorException.class)
          .hasMessage(
              "root@pve1: other runs cannot be kept away: mkdir: cannot create directory:"
                  + " Read-only file system");
    }
  }

  @Test
  void two_processes_at_one_directory_keep_each_other_away(@TempDir Path directory)
      throws Exception {
    SimulatedHost.in(directory);
    Process process = HoldingProcess.start(directory, ALICE);
    try (Hypervisor one = ProxmoxHypervisor.over(SimulatedHost.in(directory).shell())) {
      assertThat(process.inputReader().readLine()).isEqualTo("held");

      HeldByOtherException refusal =
          catchThrowableOfType(HeldByOtherException.class, () -> hold(one, BOB));
      assertThat(refusal.holder()).contains(ALICE);

      process.destroyForcibly();
      process.onExit().join();
      hold(one, BOB).close();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void the_death_of_a_connection_ends_the_hold(@TempDir Path folder) throws Exception {
    SimulatedSshServer server = SimulatedSshServer.start(host);
    SshOptions options =
        SshOptions.of(Map.of(), folder, "root")
            .withIdentityFile(server.writeClientKey(folder.resolve("key")))
            .withKnownHosts(server.writeKnownHosts(folder.resolve("known_hosts")))
            .withChannels(1);
    try (HostShell shell = HostShells.open(server.target(), options);
        Hypervisor one = ProxmoxHypervisor.over(shell);
        Hypervisor other = hypervisor()) {
      Hold hold = hold(one, ALICE);
      assertThat(one.observe(ObservationScope.outside()).node().name()).isEqualTo("pve1");
      assertThatThrownBy(() -> hold(other, BOB)).isInstanceOf(HeldByOtherException.class);

      server.close();

      other.hold(BOB, LONG, text -> {}).close();
      awaitLoss(hold);
    }
  }

  private static void awaitLoss(Hold hold) throws InterruptedException {
    while (true) {
      try {
        hold.check();
        Thread.sleep(10);
      } catch (HypervisorException e) {
        assertThat(e).hasMessageStartingWith("not begun, because others are not kept away any");
        return;
      }
    }
  }

  private Hypervisor hypervisor() {
    return ProxmoxHypervisor.over(host.shell());
  }

  private static Hold hold(Hypervisor hypervisor, Holder holder) {
    return hypervisor.hold(holder, Duration.ZERO, text -> {});
  }
}
