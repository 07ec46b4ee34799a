package ai.thinkheads.phoenix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that tests expect, one file each in {@code src/test/resources/golden}. They are written
 * anew by {@code mvn test -Dgolden.update}; a changed one is read in review like code.
 */
final class Golden {

  private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

  static void assertThatText(String actual, String name) throws IOException {
    Path file = DIRECTORY.resolve(name + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, actual);
    }
    assertThat(file).exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  private Golden() {}
}
