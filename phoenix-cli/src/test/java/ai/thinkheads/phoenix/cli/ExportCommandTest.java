package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  @TempDir Path directory;

  @Test
  void files_are_exported_to_the_letter() throws IOException {
    Lab.copyTo(directory);

    CommandLineUser.Outcome outcome = new CommandLineUser(directory).runs("export", "--out", "a/b");

    assertThat(outcome.toString())
        .isEqualTo(
            """
            --- standard error
            wrote DIR/a/b/phoenix_hypervisor_config.json
            wrote DIR/a/b/phoenix_lxc_configs.json
            --- exit 0
            """);
    for (String file : new String[] {Lab.HOST_FILE, Lab.GUEST_FILE}) {
      assertThat(directory.resolve("a/b").resolve(file))
          .hasSameTextualContentAs(directory.resolve(file));
    }
  }

  @Test
  void a_directory_that_cannot_be_made_is_a_failure() throws IOException {
    Lab.copyTo(directory);
    Files.writeString(directory.resolve("taken"), "");

    CommandLineUser.Outcome outcome = new CommandLineUser(directory).runs("export", "--out=taken");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("error: ").contains("DIR/taken").hasLineCount(1);
  }
}
