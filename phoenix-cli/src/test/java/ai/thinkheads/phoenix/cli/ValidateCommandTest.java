package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir Path directory;
  private CommandLineUser user;

  @BeforeEach
  void someone_has_a_laboratory() {
    Lab.copyTo(directory);
    user = new CommandLineUser(directory);
  }

  @Test
  void a_sound_definition_is_counted() {
    CommandLineUser.Outcome outcome = user.runs("validate");

    assertThat(outcome.toString())
        .isEqualTo(
            """
            small-lab: 4 guests, 0 errors, 0 warnings
            --- exit 0
            """);
  }

  @Test
  void all_problems_are_told_with_their_places() throws IOException {
    Lab.change(directory, "\"clone_from_ctid\": \"900\"", "\"clone_from_ctid\": \"901\"");
    Lab.change(directory, "webserver", "webservr");

    CommandLineUser.Outcome outcome = user.runs("validate");

    assertThat(outcome.exit()).isEqualTo(2);
    Golden.assertThatText(outcome.toString(), "validate-problems");
  }

  @Test
  void what_cannot_be_read_is_told_in_the_same_way() throws IOException {
    Lab.change(directory, "\"cores\": 1", "\"coers\": 1");

    CommandLineUser.Outcome outcome = user.runs("validate");

    assertThat(outcome.exit()).isEqualTo(2);
    Golden.assertThatText(outcome.toString(), "validate-unreadable");
  }

  @Test
  void warnings_are_errors_when_strict() throws IOException {
    Files.writeString(directory.resolve("scripts/broken.sh"), "echo \0");

    assertThat(user.runs("validate").exit()).isZero();
    assertThat(user.runs("validate", "--strict").toString())
        .isEqualTo(
            """
            DIR/scripts/broken.sh: error: holds a NUL byte and is no script; check the file, or move it out of the directory
            small-lab: 4 guests, 1 error, 0 warnings
            --- exit 2
            """);
  }

  @Test
  void what_is_kept_without_effect_is_counted_and_named_on_request() throws IOException {
    Files.writeString(
        directory.resolve(Lab.HOST_FILE), "{\"name\": \"small-lab\", \"timezone\": \"UTC\"}");

    assertThat(user.runs("validate").out()).contains("(--verbose shows them)");
    assertThat(user.runs("validate", "--verbose").out()).contains(": note: ");
  }

  @Test
  void problems_come_as_json_for_programs() throws IOException {
    Lab.change(directory, "webserver", "webservr");

    CommandLineUser.Outcome outcome = user.runs("validate", "--output", "json");

    assertThat(outcome.exit()).isEqualTo(2);
    Golden.assertThatText(outcome.toString(), "validate-json");
  }

  @Test
  void files_that_are_no_json_are_told_line_and_column() throws IOException {
    Files.writeString(directory.resolve(Lab.GUEST_FILE), "{\n  \"lxc_configs\": {\n");

    CommandLineUser.Outcome outcome = user.runs("validate");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).startsWith("DIR/phoenix_lxc_configs.json:3:1: error: ");
  }

  @Test
  void scripts_are_looked_for_where_the_user_says() throws IOException {
    Files.move(directory.resolve("scripts"), directory.resolve("elsewhere"));

    assertThat(user.runs("validate").exit()).isEqualTo(2);
    assertThat(user.runs("validate", "--scripts-dir", "elsewhere").exit()).isZero();
  }
}
