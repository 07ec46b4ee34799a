package ai.thinkheads.phoenix.proxmox.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.proxmox.process.CommandOutput.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommandOutputTest {

  private final CommandOutput output = new CommandOutput(10);
  private final List<String> lines = new ArrayList<>();

  @Test
  void all_that_was_written_is_there_at_the_end() throws Exception {
    write("out\nlast");
    output.stderr().write('e');
    output.end();

    assertThat(await(60)).isEqualTo(Ending.ENDED);
    assertThat(lines).containsExactly("out", "last");
    assertThat(output.stdoutBytes()).asString().isEqualTo("out\nlast");
    assertThat(output.stderrBytes()).asString().isEqualTo("e");
  }

  @Test
  void both_outputs_together_have_the_limit() throws Exception {
    write("123456");
    output.stderr().write("1234".getBytes(StandardCharsets.UTF_8));
    assertThat(await(0)).as("at the limit").isEqualTo(Ending.TIMED_OUT);

    output.stderr().write('x');

    assertThat(await(60)).isEqualTo(Ending.TOO_LARGE);
    assertThat(output.stderrBytes()).hasSize(4);
  }

  @Test
  void writer_never_fails_and_never_waits() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      write("0123456789");
    }
    output.end();

    assertThat(await(60)).isEqualTo(Ending.TOO_LARGE);
  }

  @Test
  void lines_before_the_time_is_over_are_heard() throws Exception {
    write("one\ntwo");

    assertThat(output.await(System.nanoTime() + 1_000_000, lines::add, () -> true))
        .isEqualTo(Ending.TIMED_OUT);
    assertThat(lines).containsExactly("one");
  }

  @Test
  void waiting_ends_when_the_end_cannot_come_any_more() throws Exception {
    assertThat(
            output.await(System.nanoTime() + TimeUnit.MINUTES.toNanos(1), lines::add, () -> false))
        .isEqualTo(Ending.ENDED);
  }

  private void write(String text) throws IOException {
    output.stdout().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Ending await(int seconds) throws InterruptedException {
    return output.await(
        System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), lines::add, () -> true);
  }
}
