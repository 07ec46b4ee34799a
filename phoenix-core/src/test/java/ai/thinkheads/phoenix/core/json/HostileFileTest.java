package ai.thinkheads.phoenix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileFileTest {

  private static final String MINIMAL = "{\n\"lxc_configs\": {}, \"x\": \"ä\"}\n";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve(ConfigFiles.GUEST_FILE);
  }

  @Test
  void one_file_is_enough() throws IOException {
    Files.writeString(file, MINIMAL);
    assertThat(ConfigFiles.read(directory).hostText()).isEmpty();

    Files.delete(file);
    Files.writeString(directory.resolve(ConfigFiles.HOST_FILE), "{\"name\": \"lab\"}");
    assertThat(ConfigFiles.read(directory).infrastructure().name()).isEqualTo("lab");
  }

  @Test
  void a_directory_without_files_is_a_clear_problem() {
    assertThat(problems(directory))
        .containsExactly(
            directory
                + ": error: has neither phoenix_lxc_configs.json nor phoenix_hypervisor_config.json;"
                + " name the directory that holds the two files");
    assertThat(problems(directory.resolve("nowhere")))
        .containsExactly(
            directory.resolve("nowhere")
                + ": error: is no directory; name the directory that holds the two files");
  }

  @Test
  void a_file_that_is_named_must_exist() throws IOException {
    Files.writeString(file, MINIMAL);
    Path host = directory.resolve("host.json");

    InvalidInputException refusal =
        catchThrowableOfType(InvalidInputException.class, () -> ConfigFiles.read(host, file));

    assertThat(refusal.problems().get(0))
        .hasToString(host + ": error: does not exist; check the path");
  }

  @Test
  void a_huge_file_is_refused_unread() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }

    assertThat(problems(directory))
        .containsExactly(
            file
                + ": error: has 200 MiB; at most 16 MiB are read; check that it is the right file");
  }

  @Test
  void a_directory_in_place_of_a_file_is_refused() throws IOException {
    Files.createDirectory(file);

    assertThat(problems(directory))
        .containsExactly(file + ": error: is a directory; name the file inside of it");
  }

  @Test
  void a_link_to_nowhere_is_refused() throws IOException {
    Files.createSymbolicLink(file, directory.resolve("gone"));

    assertThat(problems(directory))
        .containsExactly(file + ": error: does not exist; check the path");
  }

  @Test
  void a_file_that_may_not_be_read_is_refused() throws IOException {
    Files.writeString(file, MINIMAL);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read everything");

    assertThat(problems(directory))
        .containsExactly(
            file + ": error: cannot be read: permission denied; make it readable for you");
  }

  @Test
  void bytes_of_another_encoding_are_placed() throws IOException {
    Files.write(file, MINIMAL.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problems(directory))
        .containsExactly(
            file + ":2:26: error: byte 0xe4 is not UTF-8; save the file as UTF-8; is it Latin-1?");
  }

  @Test
  void a_character_that_breaks_off_at_the_end_is_refused() throws IOException {
    Files.write(file, new byte[] {'{', '}', (byte) 0xc3});

    assertThat(problems(directory))
        .containsExactly(
            file + ":1:3: error: byte 0xc3 is not UTF-8; save the file as UTF-8; is it Latin-1?");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, UTF-16",
    "UTF-16LE, UTF-16",
    "UTF-16BE, UTF-16",
    "UTF-32LE, UTF-32",
    "UTF-32BE, UTF-32",
    "X-UTF-32LE-BOM, UTF-32",
    "X-UTF-32BE-BOM, UTF-32"
  })
  void wide_encodings_are_named(String encoding, String name) throws IOException {
    Files.write(file, MINIMAL.getBytes(Charset.forName(encoding)));

    assertThat(problems(directory))
        .containsExactly(file + ": error: is encoded as " + name + "; save it as UTF-8");
  }

  @Test
  void the_problems_of_both_files_are_told_at_once() throws IOException {
    Files.writeString(directory.resolve(ConfigFiles.HOST_FILE), "{");
    Files.writeString(file, "[");

    assertThat(problems(directory)).hasSize(2);
  }

  private static List<String> problems(Path directory) {
    InvalidInputException refusal =
        catchThrowableOfType(InvalidInputException.class, () -> ConfigFiles.read(directory));
    assertThat(refusal).isNotNull();
    return refusal.problems().stream().map(Problem::toString).toList();
  }
}
