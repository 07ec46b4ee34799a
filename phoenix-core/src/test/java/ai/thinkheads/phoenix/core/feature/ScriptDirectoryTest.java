package ai.thinkheads.phoenix.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptDirectoryTest {

  @TempDir Path directory;

  @Test
  void the_scripts_of_a_directory_are_its_sh_files() throws IOException {
    Files.writeString(directory.resolve("phoenix_hypervisor_lxc_950.sh"), "echo \"ä\"\n");
    Files.writeString(directory.resolve("README.md"), "no script");
    Files.createDirectory(directory.resolve("nested"));

    ScriptDirectory.Contents contents = ScriptDirectory.read(directory);

    assertThat(contents.problems()).isEmpty();
    assertThat(contents.library().scripts())
        .containsOnlyKeys("phoenix_hypervisor_lxc_950.sh")
        .containsValue(new Script("phoenix_hypervisor_lxc_950.sh", "echo \"ä\"\n"));
  }

  @Test
  void a_directory_that_does_not_exist_holds_no_scripts() {
    ScriptDirectory.Contents contents = ScriptDirectory.read(directory.resolve("absent"));

    assertThat(contents.library().scripts()).isEmpty();
    assertThat(contents.problems()).isEmpty();
  }

  @Test
  void a_file_that_is_no_script_is_reported_and_the_others_are_read() throws IOException {
    Files.write(directory.resolve("a-latin1.sh"), new byte[] {'#', (byte) 0xe4, '\n'});
    Files.write(directory.resolve("b-binary.sh"), new byte[] {'#', 0, '\n'});
    Files.createDirectory(directory.resolve("c-folder.sh"));
    Files.createSymbolicLink(directory.resolve("d-dangling.sh"), Path.of("nowhere"));
    try (RandomAccessFile huge =
        new RandomAccessFile(directory.resolve("e-huge.sh").toFile(), "rw")) {
      huge.setLength(1L << 31);
    }
    Files.writeString(directory.resolve("f-good.sh"), "true\n");

    ScriptDirectory.Contents contents = ScriptDirectory.read(directory);

    assertThat(contents.library().scripts()).containsOnlyKeys("f-good.sh");
    assertThat(contents.problems())
        .extracting(Problem::toString)
        .containsExactly(
            at("a-latin1.sh", "is not UTF-8 text"),
            at("b-binary.sh", "holds a NUL byte and is no script"),
            at("c-folder.sh", "is no regular file"),
            at("d-dangling.sh", "is no regular file"),
            at("e-huge.sh", "is larger than 4 MiB and no script"));
  }

  private String at(String file, String message) {
    return directory.resolve(file)
        + ": warning: "
        + message
        + "; check the file, or move it out of the directory";
  }
}
