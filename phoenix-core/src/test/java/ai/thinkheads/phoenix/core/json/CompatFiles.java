package ai.thinkheads.phoenix.core.json;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A real pair of files, as published; absent on most machines. */
final class CompatFiles {

  /** Where they are; the test that asks is skipped when they are not. */
  static Path directory() {
    Path directory = Path.of("").toAbsolutePath().resolve("../../shared/compat").normalize();
    assumeTrue(Files.isDirectory(directory), "no real files beside the repository");
    return directory;
  }

  private CompatFiles() {}
}
