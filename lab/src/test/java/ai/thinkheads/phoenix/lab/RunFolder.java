package ai.thinkheads.phoenix.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one lab. As long as its process lives, that holds the lock in it; what dead ones
 * left is removed by the next.
 */
final class RunFolder implements AutoCloseable {

  private static final String PREFIX = "phoenix-lab-";
  private static final String LOCK = "lock";

  /** Their processes are gone a moment after they were killed, so this tries for a while. */
  private static final String REMOVE_GROUPS =
      """
      for try in {1..100}; do
        mapfile -t groups < <(find /sys/fs/cgroup -depth -type d -path "*/$1/*" -o -depth -type d -name "$1")
        ((${#groups[@]})) || exit 0
        rmdir -- "${groups[@]}" 2>/dev/null
        sleep 0.1
      done
      exit 1
      """;

  private final Path path;
  private final FileChannel lock;

  private RunFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A fresh one. */
  static RunFolder create() {
    return Cache.alone(
        "runs",
        () -> {
          try {
            removeDebris();
            return make();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static RunFolder make() throws IOException {
    Files.createDirectories(Cache.runs());
    Path path =
        Files.createTempDirectory(
            Cache.runs(),
            PREFIX + ProcessHandle.current().pid() + "-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    FileChannel lock = Cache.openLock(path.resolve(LOCK));
    lock.lock();
    return new RunFolder(path, lock);
  }

  private static void removeDebris() throws IOException {
    for (Path path : all()) {
      try (FileChannel channel = Cache.openLock(path.resolve(LOCK))) {
        if (channel.tryLock() != null) {
          remove(path);
        }
      } catch (OverlappingFileLockException e) {
        // another lab of this process
      }
    }
  }

  /** The folders of all labs, dead or alive. */
  static List<Path> all() {
    if (!Files.isDirectory(Cache.runs())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(Cache.runs())) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path path) {
    Programs.run("bash", "-c", REMOVE_GROUPS, "remove-groups", path.getFileName().toString());
    Programs.run("rm", "-rf", "--one-file-system", "--", path.toString());
  }

  Path path() {
    return path;
  }

  /** The name of the lab, which no other has: that of its control group. */
  String name() {
    return path.getFileName().toString();
  }

  @Override
  public void close() {
    try {
      remove(path);
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
