package ai.thinkheads.phoenix.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A laboratory of four guests, as files: template 900, and its clones 910, 911 (which depends on
 * 910) and 912.
 */
final class Lab {

  static final String HOST_FILE = "phoenix_hypervisor_config.json";
  static final String GUEST_FILE = "phoenix_lxc_configs.json";

  private static final Path SOURCE = Path.of("src", "test", "resources", "lab");

  /** Puts the files into a directory. */
  static void copyTo(Path directory) {
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = directory.resolve(SOURCE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces text in the guest file, which must hold it. */
  static void change(Path directory, String text, String replacement) throws IOException {
    Path file = directory.resolve(GUEST_FILE);
    String before = Files.readString(file);
    if (!before.contains(text)) {
      throw new IllegalArgumentException(List.of(text) + " is not in the lab");
    }
    Files.writeString(file, before.replace(text, replacement));
  }

  private Lab() {}
}
