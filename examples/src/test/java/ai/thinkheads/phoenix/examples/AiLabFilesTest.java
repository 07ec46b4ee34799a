package ai.thinkheads.phoenix.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.cli.PhoenixCli;
import ai.thinkheads.phoenix.cli.Surroundings;
import ai.thinkheads.phoenix.core.json.ConfigFiles;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.problem.Severity;
import ai.thinkheads.phoenix.testing.PhoenixAssertions;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laboratory in Java and the laboratory in JSON are one and the same. How to write the files
 * again after a change in Java is said in {@code examples/README.md}.
 */
class AiLabFilesTest {

  private static final Path FILES = Path.of("ai-lab");

  @Test
  void both_forms_are_equal_as_values() {
    ConfigFiles files = ConfigFiles.read(FILES);

    PhoenixAssertions.assertThat(files.infrastructure()).isEqualTo(AiLab.infrastructure());
    assertThat(files.problems()).extracting(Problem::severity).containsOnly(Severity.NOTE);
  }

  @Test
  void both_forms_are_equal_as_bytes(@TempDir Path exported) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();

    int status =
        PhoenixCli.of(AiLab::infrastructure)
            .execute(
                Surroundings.of(InputStream.nullInputStream(), told, told),
                "export",
                "--out=" + exported);

    assertThat(status).as(told.toString(UTF_8)).isZero();
    assertThat(exported.resolve(ConfigFiles.HOST_FILE))
        .hasSameBinaryContentAs(FILES.resolve(ConfigFiles.HOST_FILE));
    assertThat(exported.resolve(ConfigFiles.GUEST_FILE))
        .hasSameBinaryContentAs(FILES.resolve(ConfigFiles.GUEST_FILE));
  }
}
