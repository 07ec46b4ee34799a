package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} and {@code drift} look inside of running guests when they are asked to. */
class LookInsideTest {

  @TempDir private Path directory;
  private CommandLineUser user = new CommandLineUser(Path.of(""));

  @BeforeEach
  void applied() throws IOException {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
    user.runs("apply", "--simulate=node", "--yes");
  }

  @Test
  void all_that_works_is_counted_and_what_is_stopped_is_unknown() {
    CommandLineUser.Outcome status = user.runs("status", "--simulate=node", "--verify", "--health");

    assertThat(status.exit()).as("%s", status).isZero();
    assertThat(status.out()).contains("the guest is stopped").contains("; inside: ");
    assertThat(user.runs("status", "--simulate=node").out()).doesNotContain("inside");
  }

  @Test
  void drift_looks_inside_too_and_finds_nothing() {
    CommandLineUser.Outcome drift = user.runs("drift", "--simulate=node", "--verify");

    assertThat(drift.exit()).as("%s", drift).isZero();
    assertThat(drift.out()).contains("working");
  }

  @Test
  void the_same_is_told_as_json() {
    assertThat(user.runs("status", "--simulate=node", "--verify", "--output=json").out())
        .contains("\"findings\": [", "\"state\": \"works\"", "\"state\": \"unknown\"");
  }
}
