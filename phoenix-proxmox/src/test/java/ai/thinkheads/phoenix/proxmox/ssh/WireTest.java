package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ConnectionLostException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenSSH server at the end of a bad wire. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {

  // Ends with the connection, so that it does not outlive the test.
  private static final Command WHILE_CONNECTED =
      Command.of("bash", "-c", "echo go; while kill -0 $PPID; do sleep 0.02; done");

  @TempDir Path directory;

  private OpenSshServer server;
  private Wire wire;
  private SshOptions options;

  @BeforeEach
  void start() {
    server = OpenSshServer.start(directory.resolve("sshd"));
    wire = Wire.to(server.port());
    options = server.optionsVia(wire);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      wire.close();
    }
  }

  @Test
  void commands_work_over_a_connection_with_200_ms_of_latency() {
    wire.delay(100);
    try (HostShell shell = shell()) {

      assertThat(shell.run(Command.of("cat").withStdin("slow but sure")))
          .isEqualTo(CommandResult.of(0, "slow but sure", ""));
    }
  }

  @Test
  void command_costs_three_round_trips_at_most_whatever_it_is_given_and_answers() {
    wire.delay(5); // what is sent at once arrives at once
    try (HostShell shell = shell()) {
      shell.run(Command.of("true"));
      int login = wire.roundTrips();
      String text = "x".repeat(20_000);

      for (int i = 0; i < 10; i++) {
        shell.run(Command.of("cat").withStdin(text));
      }

      assertThat(wire.roundTrips() - login).isBetween(10, 30);
      assertThat(login).as("to log in").isLessThanOrEqualTo(16);
    }
  }

  @Test
  void many_commands_at_once_share_the_round_trips_of_one_connection() {
    wire.delay(20);
    try (HostShell shell = shell()) {
      shell.run(Command.of("true"));
      ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();

      List<Thread> threads =
          IntStream.range(0, 12)
              .mapToObj(
                  i -> new Thread(() -> statuses.add(shell.run(Command.of("true")).exitCode())))
              .toList();
      threads.forEach(Thread::start);
      threads.forEach(WireTest::join);

      assertThat(statuses).hasSize(12).containsOnly(0);
      assertThat(wire.connections()).isEqualTo(1);
    }
  }

  @Test
  void connection_that_carries_nothing_any_more_is_noticed_while_a_command_runs() {
    keepAlive();
    try (HostShell shell = shell()) {
      assertThatExceptionOfType(ConnectionLostException.class)
          .isThrownBy(() -> shell.run(WHILE_CONNECTED, line -> wire.swallow()))
          .withMessageContaining("its outcome is unknown");
      wire.mend();

      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  @Test
  void connection_that_carries_nothing_any_more_is_noticed_by_the_next_command() {
    keepAlive();
    try (HostShell shell = shell(options.withConnectTimeout(Duration.ofMillis(300)))) {
      shell.run(Command.of("true"));
      wire.swallow();

      assertThatExceptionOfType(HostUnreachableException.class)
          .isThrownBy(() -> shell.run(Command.of("true")))
          .withMessageContaining("connected, but no answer within 0.3 s");
      wire.mend();

      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  @Test
  void connection_that_takes_nothing_any_more_is_noticed_while_it_is_written_to() {
    keepAlive();
    byte[] much = new byte[16 << 20];
    try (HostShell shell = shell()) {
      assertThatExceptionOfType(ConnectionLostException.class)
          .isThrownBy(
              () ->
                  shell.run(
                      new Command(
                          List.of("bash", "-c", "echo go; exec cat >/dev/null"),
                          much,
                          Duration.ofSeconds(50)),
                      line -> wire.stall()));
      wire.mend();

      assertThat(shell.run(Command.of("echo", "back")).stdoutText()).isEqualTo("back\n");
    }
  }

  /** Two silences of a second each: the shortest that can be configured. */
  private void keepAlive() {
    OpenSshServer.write(
        options.configFile().orElseThrow(), "ServerAliveInterval 1\nServerAliveCountMax 1\n");
  }

  private HostShell shell() {
    return shell(options);
  }

  private HostShell shell(SshOptions chosen) {
    return HostShells.open("ssh://root@127.0.0.1:" + wire.port(), chosen);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
