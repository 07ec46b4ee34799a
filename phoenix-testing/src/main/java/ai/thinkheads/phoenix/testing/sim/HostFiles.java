package ai.thinkheads.phoenix.testing.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of a simulated node, below the directories that stand for its root.
 *
 * <p>A file is replaced as a whole or not at all: it is written beside its place and renamed.
 */
final class HostFiles {

  /** How the name of a file starts that is not yet in its place. */
  static final String UNFINISHED = ".unfinished-";

  private final Places places;
  private final AtomicLong writes = new AtomicLong();
  private volatile Consumer<String> beforeChange = path -> {};

  HostFiles(Path root) {
    this(Places.alone(root));
  }

  HostFiles(Places places) {
    this.places = places;
    directory("/");
  }

  Places places() {
    return places;
  }

  /** Calls that with the path of every file or directory that is about to change. */
  void beforeChange(Consumer<String> hook) {
    beforeChange = hook;
  }

  /** The real place of a path of the node; a path cannot leave the root by {@code ..}. */
  Path at(String path) {
    return places.at(path);
  }

  /** Whether something is there, also a symbolic link to nowhere. */
  boolean exists(String path) {
    return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  boolean isDirectory(String path) {
    return Files.isDirectory(at(path));
  }

  boolean isFile(String path) {
    return Files.isRegularFile(at(path));
  }

  /** The bytes of a file; absent when there is none. */
  Optional<byte[]> bytes(String path) {
    try {
      return Optional.of(Files.readAllBytes(at(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file; absent when there is none. */
  Optional<String> text(String path) {
    return bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String path, byte[] bytes) {
    beforeChange.accept(path);
    Path place = at(path);
    Path parent = place.getParent();
    Path unfinished =
        parent.resolve(UNFINISHED + writes.incrementAndGet() + "-" + place.getFileName());
    try {
      if (!Files.isDirectory(parent)) {
        Files.createDirectories(parent);
      }
      Files.write(unfinished, bytes);
      Files.move(
          unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a file be executed, where the file system of the machine knows of that. */
  void makeExecutable(String path) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(at(path), PosixFileAttributeView.class);
    try {
      if (view != null) {
        view.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isExecutable(String path) {
    return isFile(path) && Files.isExecutable(at(path));
  }

  void directory(String path) {
    try {
      Path place = at(path);
      if (!Files.isDirectory(place)) {
        Files.createDirectories(place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a symbolic link, unless something is there. */
  void link(String path, String target) {
    try {
      if (!exists(path)) {
        directory(parent(path));
        Files.createSymbolicLink(at(path), places.own().getFileSystem().getPath(target));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /**
   * The names in a directory, sorted; none when there is no directory. Unfinished files do not
   * count.
   */
  List<String> list(String path) {
    return places.listed(path).stream()
        .flatMap(place -> entries(place).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> entries(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith(UNFINISHED))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a file, or a directory with all in it; does nothing when there is none. */
  void delete(String path) {
    if (exists(path)) {
      beforeChange.accept(path);
      deleteTree(at(path));
    }
  }

  /** Lets something else change that path, which has no parent yet or one. */
  void change(String path, Runnable change) {
    beforeChange.accept(path);
    directory(parent(path));
    change.run();
  }

  /** Gives a file or directory another name; does nothing when there is none. */
  void move(String from, String to) {
    if (!exists(from)) {
      return;
    }
    beforeChange.accept(to);
    try {
      Files.createDirectories(at(to).getParent());
      Files.move(at(from), at(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths, relative to the root, of what a killed process left half-written. */
  List<String> unfinished() {
    return Stream.of(places.own(), places.shared())
        .distinct()
        .flatMap(root -> unfinished(root).stream())
        .toList();
  }

  private static List<String> unfinished(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.getFileName() != null)
          .filter(path -> path.getFileName().toString().startsWith(UNFINISHED))
          .map(path -> root.relativize(path).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void deleteTree(Path top) {
    try {
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a directory with all in it, links as links. */
  static void copyTree(Path from, Path to) {
    try {
      walkAndCopy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void walkAndCopy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
