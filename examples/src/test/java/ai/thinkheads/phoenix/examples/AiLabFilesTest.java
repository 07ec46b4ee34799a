package ai.thinkheads.phoenix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.testing.PhoenixAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The laboratory in Java and the laboratory in JSON are one and the same. */
class AiLabFilesTest {

  private static final Path FILES = Path.of("ai-lab");

  @Test
  void both_forms_are_equal_as_values() {
    ConfigFiles files = ConfigFiles.read(FILES);

    PhoenixAssertions.assertThat(files.infrastructure()).isEqualTo(AiLab.infrastructure());
    assertThat(files.problems()).isEmpty();
  }

  @Test
  void both_forms_are_equal_as_bytes() throws IOException {
    ConfigFiles written = ConfigFiles.of(AiLab.infrastructure());

    assertThat(text(ConfigFiles.HOST_FILE)).isEqualTo(written.hostText().orElseThrow());
    assertThat(text(ConfigFiles.GUEST_FILE)).isEqualTo(written.guestText().orElseThrow());
  }

  private static String text(String file) throws IOException {
    return Files.readString(FILES.resolve(file));
  }
}
