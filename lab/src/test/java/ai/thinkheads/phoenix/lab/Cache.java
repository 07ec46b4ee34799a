package ai.thinkheads.phoenix.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the lab keeps what outlives a run, and, side by side, the folders of the runs. */
final class Cache {

  private Cache() {}

  /** {@code ~/.cache/phoenix-lab}, or as {@code XDG_CACHE_HOME} says. */
  static Path folder() {
    Path caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(value -> value.startsWith("/"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return caches.resolve("phoenix-lab");
  }

  /** The folder below which each run has its own. */
  static Path runs() {
    return folder().resolve("runs");
  }

  /** Does that while no other process, nor another thread of this one, does so under that name. */
  static synchronized <T> T alone(String name, Supplier<T> body) {
    try {
      Files.createDirectories(folder());
      try (FileChannel channel = openLock(folder().resolve(name + ".lock"))) {
        channel.lock();
        return body.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a file that is there only to be locked; the lock ends with the process at the latest. */
  static FileChannel openLock(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
