package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.run.Holder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The script that keeps others away, run by a real bash. */
@EnabledIf("ai.thinkheads.phoenix.proxmox.ObserveScriptTest#hasBash")
@Timeout(60)
class HoldScriptTest {

  private static final Holder ALICE = new Holder("alice", "laptop", 4711, "phoenix apply");
  private static final Holder BOB = new Holder("bob", "ci 7", 12, "grüße 'n' $(id)");
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir private Path directory;
  private NodeTree node;
  private final List<Script> scripts = new ArrayList<>();

  @BeforeEach
  void aNode() {
    node = NodeTree.in(directory);
  }

  @AfterEach
  void nothing_is_left_running() {
    scripts.forEach(Script::kill);
  }

  @Test
  void the_first_one_is_told_that_it_has_it() throws IOException {
    Script first = start(ALICE, Duration.ZERO, LONG);

    assertThat(first.line()).isEqualTo("held");
  }

  @Test
  void only_its_owner_may_look_into_the_folder() throws IOException {
    start(ALICE, Duration.ZERO, LONG).line();

    assertThat(Files.getPosixFilePermissions(directory.resolve("run/phoenix")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void the_second_one_is_refused_and_told_by_whom() throws Exception {
    start(BOB, Duration.ZERO, LONG).line();
    Instant now = Instant.now();
    Script second = start(ALICE, Duration.ZERO, LONG);

    String line = second.line();

    assertThat(line).startsWith("busy ");
    OtherHolder other = OtherHolder.parse(line.substring(5)).orElseThrow();
    assertThat(other.holder()).isEqualTo(BOB);
    assertThat(other.since()).isBetween(now.minusSeconds(60), now.plusSeconds(1));
    assertThat(second.exitCode()).isEqualTo(75);
  }

  @Test
  void the_end_of_its_input_frees_it() throws Exception {
    Script first = start(ALICE, Duration.ZERO, LONG);
    first.line();

    first.stdin().close();

    assertThat(first.exitCode()).isZero();
    assertThat(start(BOB, Duration.ZERO, LONG).line()).isEqualTo("held");
  }

  @Test
  void its_death_frees_it() throws Exception {
    Script first = start(ALICE, Duration.ZERO, LONG);
    first.line();

    first.kill();

    assertThat(start(BOB, Duration.ZERO, LONG).line()).isEqualTo("held");
  }

  @Test
  void a_client_that_falls_silent_loses_it() throws Exception {
    Script first = start(ALICE, Duration.ZERO, Duration.ofSeconds(1));
    first.line();

    assertThat(first.exitCode()).isNotZero();
    assertThat(start(BOB, Duration.ZERO, LONG).line()).isEqualTo("held");
  }

  @Test
  void a_client_that_is_heard_keeps_it_and_is_answered() throws Exception {
    Script first = start(ALICE, Duration.ZERO, Duration.ofSeconds(30));
    first.line();

    first.stdin().write('\n');
    first.stdin().flush();

    assertThat(first.line()).isEqualTo("alive");
    assertThat(start(BOB, Duration.ZERO, LONG).line()).startsWith("busy ");
  }

  @Test
  void who_waits_gets_it_when_it_is_free() throws Exception {
    Script first = start(ALICE, Duration.ZERO, LONG);
    first.line();
    Script second = start(BOB, Duration.ofMinutes(1), LONG);
    assertThat(second.line()).startsWith("busy ").endsWith("alice\tlaptop\t4711\tphoenix apply");

    first.stdin().close();

    assertThat(second.line()).isEqualTo("held");
    assertThat(start(ALICE, Duration.ZERO, LONG).line()).endsWith(OtherHolder.line(BOB));
  }

  @Test
  void who_waits_and_goes_away_does_not_get_it() throws Exception {
    Script first = start(ALICE, Duration.ZERO, LONG);
    first.line();
    Script second = start(BOB, Duration.ofMinutes(1), LONG);
    second.line();

    second.stdin().close();

    assertThat(second.exitCode()).isNotZero();
    assertThat(first.process().isAlive()).isTrue();
  }

  @Test
  void who_waits_in_silence_is_given_up() throws Exception {
    start(ALICE, Duration.ZERO, LONG).line();
    Script second = start(BOB, Duration.ofMinutes(10), Duration.ofSeconds(1));

    assertThat(second.exitCode()).isNotZero();
  }

  @Test
  void what_a_dead_holder_left_behind_is_not_told() throws Exception {
    Script first = start(ALICE, Duration.ZERO, LONG);
    first.line();
    first.kill();
    // Has the lock, and has not come to writing its name.
    Process lock =
        new ProcessBuilder(
                "bash",
                "-c",
                "exec {fd}<>\"$1\" && flock -n \"$fd\" && echo locked && read -r",
                "lock",
                directory + "/run/phoenix/hold")
            .start();

    try {
      assertThat(lock.inputReader().readLine()).isEqualTo("locked");
      assertThat(start(BOB, Duration.ZERO, LONG).line()).isEqualTo("busy ");
    } finally {
      lock.destroyForcibly();
    }
  }

  @Test
  void control_characters_do_not_reach_the_terminal_of_others() {
    Holder hostile = new Holder("a\u001b[2Jb", "m\tn", 1, "x\ny");

    Optional<OtherHolder> read = OtherHolder.parse("1700000000 " + OtherHolder.line(hostile));

    assertThat(read.orElseThrow().toString())
        .isEqualTo("a?[2Jb on m?n (x?y, pid 1), at work since 2023-11-14T22:13:20Z");
  }

  private Script start(Holder holder, Duration wait, Duration silence) throws IOException {
    Process process =
        new ProcessBuilder(node.argv(NodeHold.command(holder, wait, silence)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Script script = new Script(process, process.inputReader(UTF_8), process.getOutputStream());
    scripts.add(script);
    return script;
  }

  private record Script(Process process, BufferedReader stdout, OutputStream stdin) {

    String line() throws IOException {
      return stdout.readLine();
    }

    int exitCode() throws InterruptedException {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
