package ai.thinkheads.phoenix.proxmox.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.proxmox.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalShellTest {

  private static final int LIMIT = 32 << 20;

  @TempDir Path directory;

  // Called root whoever runs the tests: what is run here needs no rights.
  private final LocalShell shell = LocalShell.of("root", 4, LIMIT);

  @Test
  void outputs_and_exit_status_come_back_apart() {
    CommandResult result = shell.run(bash("echo out; echo err >&2; exit 7"));

    assertThat(result).isEqualTo(CommandResult.of(7, "out\n", "err\n"));
  }

  @Test
  void command_runs_in_a_utf8_locale() {
    assertThat(shell.run(bash("echo $LANG $LC_ALL")).stdoutText()).isEqualTo("C.UTF-8 C.UTF-8\n");
  }

  @Test
  void arguments_arrive_byte_for_byte_even_where_java_cannot_encode_them() {
    List<String> arguments =
        List.of("", "-n", "it's", "$(id)", "a\nb", "\\", "grüße 'n\\x' \"語\" 🚀\n$HOME`id`!", "~");
    List<String> argv = new ArrayList<>(List.of("printf", "%s\\0"));
    argv.addAll(arguments);

    LocalShell ascii = new LocalShell("root", 1, LIMIT, StandardCharsets.US_ASCII);

    for (LocalShell each : List.of(shell, ascii)) {
      assertThat(each.run(Command.of(argv)).stdoutText())
          .isEqualTo(String.join("\0", arguments) + "\0");
    }
  }

  @Test
  void stdin_and_stdout_are_8_bit_clean_in_both_directions_at_once() {
    byte[] data = new byte[5_000_000];
    new Random(3).nextBytes(data);

    CommandResult result = shell.run(new Command(List.of("cat"), data, Command.DEFAULT_TIMEOUT));

    assertThat(result).isEqualTo(new CommandResult(0, data, new byte[0]));
  }

  @Test
  void stdin_that_nobody_reads_does_no_harm() {
    byte[] data = new byte[5_000_000];

    assertThat(shell.run(new Command(List.of("true"), data, Command.DEFAULT_TIMEOUT)))
        .isEqualTo(CommandResult.of(0, "", ""));
  }

  @Test
  void lines_are_heard_while_the_command_goes_on() {
    Path sign = directory.resolve("heard");
    List<String> heard = new ArrayList<>();

    shell.run(
        bash("echo one; until test -e " + sign + "; do sleep 0.01; done; echo two"),
        line -> {
          heard.add(line);
          create(sign);
        });

    assertThat(heard).containsExactly("one", "two");
  }

  @Test
  void command_out_of_time_is_killed_with_its_children_and_what_it_left_behind() {
    Command slow =
        bash("(sleep 62.2360 &); sleep 62.4494 & wait").withTimeout(Duration.ofMillis(300));

    assertThatExceptionOfType(CommandTimeoutException.class)
        .isThrownBy(() -> shell.run(slow))
        .withMessageEndingWith("did not end within 0.3 s and was killed");

    assertThat(Processes.with("62.2360")).isEmpty();
    assertThat(Processes.with("62.4494")).isEmpty();
  }

  @Test
  void output_over_the_limit_ends_the_command() {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> shell.run(Command.of("cat", "/dev/zero")))
        .withMessageContaining("cat /dev/zero wrote more than 32 MiB");
  }

  @Test
  void interrupted_command_is_killed_and_the_interrupt_kept() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    List<Boolean> interrupted = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                shell.run(bash("echo go; exec sleep 62.6457"), line -> started.countDown());
              } catch (ShellException e) {
                interrupted.add(Thread.currentThread().isInterrupted());
              }
            });

    thread.start();
    started.await();
    thread.interrupt();
    thread.join();

    assertThat(interrupted).containsExactly(true);
    assertThat(Processes.with("62.6457")).isEmpty();
  }

  @Test
  void arguments_that_are_too_long_are_told_of() {
    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> shell.run(Command.of("echo", "x".repeat(200_000))))
        .withMessageContaining("cannot start")
        .satisfies(e -> assertThat(e.remedy()).contains("standard input"));
  }

  @Test
  void missing_program_is_an_exit_status() {
    assertThat(shell.run(Command.of("no-such-program")).exitCode()).isEqualTo(127);
  }

  private static void create(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Command bash(String script) {
    return Command.of("bash", "-c", script);
  }
}
