package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CommandsSideBySideTest {

  private static final String IMAGE = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";

  private final SimulatedHost host = SimulatedHost.inMemory().addImage(IMAGE);
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @AfterEach
  void the_node_is_sound() {
    threads.shutdownNow();
    host.checkInvariants();
  }

  @Test
  void containers_are_made_and_cloned_side_by_side() throws Exception {
    List<CommandResult> made =
        allAtOnce(IntStream.range(100, 108).mapToObj(id -> create(id)).toList());
    List<CommandResult> cloned =
        allAtOnce(
            IntStream.range(100, 108)
                .mapToObj(id -> Command.of("pct", "clone", "" + id, "" + (id + 100)))
                .toList());

    assertThat(made).allMatch(CommandResult::isSuccess);
    assertThat(cloned).allMatch(CommandResult::isSuccess);
    assertThat(host.list("/etc/pve/lxc")).hasSize(16);
    assertThat(host.read("/etc/pve/.vmlist").orElseThrow().lines().filter(l -> l.contains("node")))
        .hasSize(16);
  }

  @Test
  void containers_start_side_by_side() throws Exception {
    allAtOnce(IntStream.range(100, 108).mapToObj(id -> create(id)).toList());

    allAtOnce(
        IntStream.range(100, 108).mapToObj(id -> Command.of("pct", "start", "" + id)).toList());

    assertThat(host.running()).hasSize(8);
  }

  @Test
  void of_two_clones_of_one_container_at_once_the_second_is_refused() {
    run(create(100));
    List<CommandResult> second = new ArrayList<>();
    host.beforeChange(
        path -> {
          if (path.startsWith("/guests/200/") && second.isEmpty()) {
            second.add(run(Command.of("pct", "clone", "100", "201")));
          }
        });

    CommandResult first = run(Command.of("pct", "clone", "100", "200"));

    assertThat(first.isSuccess()).isTrue();
    assertThat(second).containsExactly(CommandResult.of(255, "", "CT is locked (disk)\n"));
    assertThat(host.config(Vmid.of(201))).isEmpty();
  }

  @Test
  void of_two_containers_of_one_number_at_once_the_second_is_refused() throws Exception {
    List<CommandResult> results = allAtOnce(List.of(create(100), create(100), create(100)));

    assertThat(results.stream().filter(CommandResult::isSuccess)).hasSize(1);
    assertThat(results.stream().filter(result -> !result.isSuccess()))
        .allMatch(result -> result.stderrText().contains("CT 100 already exists on node 'pve1'"));
  }

  @Test
  void a_command_waits_for_the_one_before_it_and_says_so() throws Exception {
    run(create(100));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch waits = new CountDownLatch(1);
    Future<?> holder =
        threads.submit(
            () ->
                host.whileLocked(
                    Vmid.of(100),
                    () -> {
                      held.countDown();
                      await(waits);
                    }));
    await(held);

    CommandResult result =
        host.shell()
            .run(
                Command.of("pct", "start", "100"),
                line -> {
                  if (line.contains("trying to acquire lock")) {
                    waits.countDown();
                  }
                });

    holder.get();
    assertThat(result).isEqualTo(CommandResult.of(0, "trying to acquire lock...\n OK\n", ""));
  }

  @Test
  void a_command_that_waits_too_long_is_refused() throws Exception {
    run(create(100));
    host.lockTimeout(Duration.ofMillis(20));
    List<CommandResult> results = new ArrayList<>();

    host.whileLocked(
        Vmid.of(100),
        () -> {
          results.add(inAnotherThread(Command.of("pct", "start", "100")));
          results.add(inAnotherThread(Command.of("pct", "set", "100", "--memory", "1024")));
          results.add(inAnotherThread(Command.of("pct", "status", "100")));
        });

    String refusal = "can't lock file '/run/lock/lxc/pve-config-100.lock' - got timeout\n";
    assertThat(results)
        .containsExactly(
            CommandResult.of(255, "trying to acquire lock...\n", refusal),
            CommandResult.of(4, "", "trying to acquire lock...\n" + refusal),
            CommandResult.of(0, "status: stopped\n", ""));
  }

  @Test
  void two_processes_that_share_a_directory_wait_for_one_another(@TempDir Path directory) {
    SimulatedHost one = SimulatedHost.in(directory).addImage(IMAGE);
    SimulatedHost other = SimulatedHost.in(directory).lockTimeout(Duration.ofMillis(20));
    one.shell().run(create(100));
    List<CommandResult> meanwhile = new ArrayList<>();

    one.whileLocked(
        Vmid.of(100), () -> meanwhile.add(other.shell().run(Command.of("pct", "start", "100"))));
    CommandResult afterwards = other.shell().run(Command.of("pct", "start", "100"));

    assertThat(meanwhile).extracting(CommandResult::exitCode).containsExactly(255);
    assertThat(afterwards.isSuccess()).isTrue();
    assertThat(one.running()).containsExactly(Vmid.of(100));
  }

  private static Command create(int id) {
    return Command.of("pct", "create", "" + id, IMAGE, "--rootfs", "local-zfs:8");
  }

  private CommandResult run(Command command) {
    return host.shell().run(command);
  }

  private CommandResult inAnotherThread(Command command) {
    try {
      return threads.submit(() -> run(command)).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<CommandResult> allAtOnce(List<Command> commands) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<CommandResult>> futures = new ArrayList<>();
    for (Command command : commands) {
      futures.add(
          threads.submit(
              () -> {
                await(start);
                return run(command);
              }));
    }
    start.countDown();
    List<CommandResult> results = new ArrayList<>();
    for (Future<CommandResult> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
