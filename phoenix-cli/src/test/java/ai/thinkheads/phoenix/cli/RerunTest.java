package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application script runs when it or its inputs changed, and when that is asked for. */
class RerunTest {

  @TempDir private Path directory;
  private CommandLineUser user = new CommandLineUser(Path.of(""));
  private String guest = "";

  @BeforeEach
  void applied() {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
    guest = "910";
    user.runs("apply", "--simulate=node", "--yes");
  }

  @Test
  void nothing_runs_again_on_its_own() {
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isZero();
  }

  @Test
  void it_runs_again_when_that_is_asked_for_once() {
    assertThat(user.runs("plan", "--simulate=node", "--rerun=" + guest).out())
        .contains("application database.sh again, as asked for")
        .contains("1 to change");

    CommandLineUser.Outcome apply =
        user.runs("apply", "--simulate=node", "--rerun=" + guest, "--yes");

    assertThat(apply.exit()).as("%s", apply).isZero();
    assertThat(apply.out() + apply.err()).contains("application").doesNotContain("Nothing to do");
    assertThat(user.runs("plan", "--simulate=node", "--exit-code").exit()).isZero();
  }

  @Test
  void a_saved_plan_runs_it_again_too() {
    user.runs("plan", "--simulate=node", "--rerun=" + guest, "--out=again.plan");

    CommandLineUser.Outcome apply =
        user.runs("apply", directory.resolve("again.plan").toString(), "--simulate=node", "--yes");

    assertThat(apply.exit()).as("%s", apply).isZero();
    assertThat(apply.out() + apply.err()).doesNotContain("Nothing to do");
  }

  @Test
  void a_guest_without_an_application_script_is_refused() {
    CommandLineUser.Outcome outcome = user.runs("plan", "--simulate=node", "--rerun=900");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "error: --rerun 900 is about a guest that has no application script, or is not part of"
                + " this; choose from ["
                + guest
                + "]\n");
  }
}
