package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.proxmox.Processes;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.CommandTimeoutException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands over a real OpenSSH server. */
@Timeout(60)
class SshShellTest {

  @TempDir static Path directory;

  private static OpenSshServer server;
  private static HostShell shell;

  @BeforeAll
  static void start() {
    server = OpenSshServer.start(directory.resolve("sshd"));
    shell = HostShells.open(server.target(), server.options());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      shell.close();
      server.close();
    }
  }

  @Test
  void outputs_and_exit_status_come_back_apart() {
    CommandResult result = shell.run(bash("echo out; echo err >&2; exit 7"));

    assertThat(result).isEqualTo(CommandResult.of(7, "out\n", "err\n"));
  }

  @Test
  void exit_status_255_is_one_like_any_other() {
    assertThat(shell.run(bash("exit 255")).exitCode()).isEqualTo(255);
  }

  @Test
  void command_runs_in_a_utf8_locale_without_a_terminal() {
    CommandResult result =
        shell.run(bash("echo $LANG $LC_ALL; test -t 0 || test -t 1 || echo none"));

    assertThat(result.stdoutText()).isEqualTo("C.UTF-8 C.UTF-8\nnone\n");
  }

  @Test
  void arguments_arrive_byte_for_byte() {
    List<String> arguments =
        List.of(
            "",
            " ",
            "-n",
            "--",
            "it's",
            "\"$HOME\"",
            "$(id)",
            "`id`",
            "a\nb\r\n",
            "\t",
            "\\",
            "\\n",
            "!!",
            "*",
            "~",
            "#",
            "a=b",
            ";|&<>(){}[]",
            "grüße 語 🚀",
            "\u0001\u007f",
            "%s",
            "'\\''");

    assertThat(echoed(arguments)).isEqualTo(arguments);
  }

  @Test
  void any_arguments_arrive_byte_for_byte() {
    Random random = new Random(20_261_123);
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      arguments.add(text(random));
    }

    assertThat(echoed(arguments)).isEqualTo(arguments);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(40), 1, 0x3000)
        .map(c -> random.nextInt(3) == 0 ? "'\"\\$`\n -!*".charAt(c % 10) : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<String> echoed(List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("printf", "%s\\0"));
    argv.addAll(arguments);
    String echoed = shell.run(Command.of(argv)).stdoutText();
    assertThat(echoed).endsWith("\0");
    return List.of(echoed.substring(0, echoed.length() - 1).split("\0", -1));
  }

  @Test
  void stdin_and_stdout_are_8_bit_clean_in_both_directions_at_once() {
    byte[] data = new byte[5_000_000];
    new Random(1).nextBytes(data);

    CommandResult result = shell.run(new Command(List.of("cat"), data, Command.DEFAULT_TIMEOUT));

    assertThat(result).isEqualTo(new CommandResult(0, data, new byte[0]));
  }

  @Test
  void stdin_that_nobody_reads_does_no_harm() {
    byte[] data = new byte[5_000_000];

    CommandResult result = shell.run(new Command(List.of("true"), data, Command.DEFAULT_TIMEOUT));

    assertThat(result).isEqualTo(CommandResult.of(0, "", ""));
  }

  @Test
  void much_output_on_both_streams_at_once_does_not_deadlock() {
    CommandResult result =
        shell.run(bash("head -c 8000000 /dev/zero & head -c 8000000 /dev/zero >&2; wait"));

    assertThat(result.stdout()).hasSize(8_000_000);
    assertThat(result.stderr()).hasSize(8_000_000);
  }

  @Test
  void lines_are_heard_while_the_command_goes_on_and_in_this_thread() {
    Path sign = directory.resolve("heard");
    List<String> heard = new ArrayList<>();
    Thread me = Thread.currentThread();

    CommandResult result =
        shell.run(
            Command.of(
                "bash",
                "-c",
                "echo one; until test -e \"$1\"; do sleep 0.01; done; printf 'two\\nthree'",
                "bash",
                sign.toString()),
            line -> {
              assertThat(Thread.currentThread()).isSameAs(me);
              heard.add(line);
              OpenSshServer.write(sign, "");
            });

    assertThat(heard).containsExactly("one", "two", "three");
    assertThat(result.stdoutText()).isEqualTo("one\ntwo\nthree");
  }

  @Test
  void listener_that_fails_ends_the_command() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                shell.run(
                    bash("echo one; exec sleep 61.2360"),
                    line -> {
                      throw new IllegalStateException(line);
                    }))
        .withMessage("one");
    assertThat(Processes.with("61.2360")).isEmpty();
    assertThat(shell.run(bash("echo on")).stdoutText()).isEqualTo("on\n");
  }

  @Test
  void command_out_of_time_is_killed_with_its_children() {
    Command slow = bash("sleep 61.4142 & echo $!; wait").withTimeout(Duration.ofMillis(400));

    assertThatExceptionOfType(CommandTimeoutException.class)
        .isThrownBy(() -> shell.run(slow))
        .withMessageContaining("root@127.0.0.1")
        .withMessageContaining("bash -c 'sleep 61.4142")
        .withMessageEndingWith("did not end within 0.4 s and was killed");

    assertThat(Processes.with("61.4142")).isEmpty();
  }

  @Test
  void what_a_command_leaves_in_the_background_is_waited_for_and_killed_like_it() {
    Command forgetful = bash("sleep 61.7320 & exit 0").withTimeout(Duration.ofMillis(400));

    assertThatExceptionOfType(CommandTimeoutException.class)
        .isThrownBy(() -> shell.run(forgetful))
        .withMessageEndingWith("and was killed");

    assertThat(Processes.with("61.7320")).isEmpty();
  }

  @Test
  void endless_output_does_not_outlive_the_time() {
    assertThatExceptionOfType(CommandTimeoutException.class)
        .isThrownBy(
            () ->
                shell.run(
                    bash("while sleep 0.01; do echo again; done")
                        .withTimeout(Duration.ofMillis(300))));
  }

  @Test
  void output_over_the_limit_ends_the_command() {
    SshOptions options = server.options().withOutputLimit(1 << 20);
    try (HostShell bounded = HostShells.open(server.target(), options)) {

      assertThatExceptionOfType(ShellException.class)
          .isThrownBy(() -> bounded.run(Command.of("cat", "/dev/zero")))
          .withMessageContaining("cat /dev/zero wrote more than 1 MiB");
      assertThat(bounded.run(Command.of("head", "-c", "1048576", "/dev/zero")).stdout())
          .hasSize(1 << 20);
    }
  }

  @Test
  void output_limit_is_64_MiB_unless_told_otherwise() {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> shell.run(Command.of("head", "-c", "67108865", "/dev/zero")))
        .withMessageContaining("wrote more than 64 MiB");
  }

  @Test
  void command_killed_by_a_signal_is_no_success() {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> shell.run(bash("kill -KILL $$")))
        .withMessageContaining("was killed by signal KILL");
  }

  @Test
  void missing_program_is_an_exit_status() {
    CommandResult result = shell.run(Command.of("no-such-program"));

    assertThat(result.exitCode()).isEqualTo(127);
    assertThat(result.stderrText()).contains("no-such-program");
  }

  @Test
  void command_line_may_be_long_but_not_longer_than_the_node_takes() {
    String longest = "x".repeat(100_000);

    assertThat(shell.run(Command.of("printf", "%s", longest)).stdoutText()).isEqualTo(longest);
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> shell.run(Command.of("printf", "%s", longest + longest)))
        .withMessageContaining("a node takes at most 131071")
        .satisfies(e -> assertThat(e.remedy()).contains("standard input"));
  }

  @Test
  void text_that_is_no_unicode_is_refused_before_it_is_garbled() {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> shell.run(Command.of("echo", "half \ud83d")))
        .withMessageContaining("UTF-8");
  }

  @Test
  void commands_of_many_threads_share_one_connection_and_four_channels() {
    ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    Path mark = directory.resolve("running");
    String script =
        // Counts how many run at the same time, and who serves them.
        "set -C; m=$1.$2; : > $m; ls $1.* | wc -l; sleep 0.05; rm $m; cut -d' ' -f4 /proc/$PPID/stat";

    List<Thread> threads =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    new Thread(
                        () ->
                            answers.add(
                                shell
                                    .run(
                                        Command.of(
                                            "bash", "-c", script, "bash", mark.toString(), "" + i))
                                    .stdoutText())))
            .toList();
    threads.forEach(Thread::start);
    threads.forEach(SshShellTest::join);

    assertThat(answers).hasSize(16);
    assertThat(answers.stream().map(answer -> answer.lines().skip(1).findFirst().orElseThrow()))
        .as("parent of the session's process")
        .containsOnly(answers.peek().lines().skip(1).findFirst().orElseThrow());
    assertThat(
            answers.stream()
                .map(answer -> Integer.parseInt(answer.lines().findFirst().orElseThrow().strip())))
        .allMatch(atOnce -> atOnce <= 4);
  }

  @ParameterizedTest
  @CsvSource({"1,4,8", "2,4,8", "10,16,20"})
  void server_that_allows_fewer_sessions_than_there_are_places_makes_commands_wait(
      int sessions, int places, int commands) {
    Path files = directory.resolve("narrow-" + sessions + "-" + places);
    try (OpenSshServer narrow = OpenSshServer.start(files, "MaxSessions " + sessions);
        HostShell eager = HostShells.open(narrow.target(), narrow.options().withChannels(places))) {
      ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();

      List<Thread> threads =
          IntStream.range(0, commands)
              .mapToObj(
                  i -> new Thread(() -> statuses.add(eager.run(bash("sleep 0.1")).exitCode())))
              .toList();
      threads.forEach(Thread::start);
      threads.forEach(SshShellTest::join);

      assertThat(statuses).hasSize(commands).containsOnly(0);
    }
  }

  @Test
  void server_that_allows_no_session_is_told_of() {
    try (OpenSshServer none = OpenSshServer.start(directory.resolve("none"), "MaxSessions 0");
        HostShell shellOfNone = HostShells.open(none.target(), none.options())) {

      assertThatExceptionOfType(ShellException.class)
          .isThrownBy(() -> shellOfNone.run(Command.of("true")))
          .withMessageContaining("refused to open a session")
          .satisfies(e -> assertThat(e.remedy()).contains("MaxSessions"));
    }
  }

  @Test
  void interrupted_command_is_killed_and_the_interrupt_kept() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    List<Object> seen = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                shell.run(bash("echo go; exec sleep 61.4494"), line -> started.countDown());
              } catch (ShellException e) {
                seen.add(String.valueOf(e.getMessage()));
                seen.add(Thread.currentThread().isInterrupted());
              }
            });

    thread.start();
    started.await();
    thread.interrupt();
    thread.join();

    assertThat(seen)
        .containsExactly(
            server.target().replace("ssh://", "")
                + ": interrupted in the middle of bash -c 'echo go; exec sleep 61.4494', which was killed",
            true);
    assertThat(Processes.with("61.4494")).isEmpty();
  }

  @Test
  void closed_shell_says_so() {
    HostShell closed = HostShells.open(server.target(), server.options());
    closed.close();

    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> closed.run(Command.of("true")))
        .withMessageContaining("has been closed");
  }

  @Test
  void target_is_told_as_it_was_given() {
    assertThat(shell.target()).isEqualTo("root@127.0.0.1:" + server.port());
  }

  private static Command bash(String script) {
    return Command.of("bash", "-c", script);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
