package ai.thinkheads.phoenix.core.json;

import ai.thinkheads.phoenix.core.PhoenixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Replaces a file as a whole: whoever reads it, whenever the machine stops, finds the old text or
 * the new one, never a part of either.
 */
final class AtomicFile {

  /**
   * Writes the text as UTF-8.
   *
   * @throws PhoenixException when it cannot be written; the file is then as it was
   */
  static void write(Path file, String text) {
    write(file, text, true);
  }

  /**
   * Writes the text as UTF-8 for its owner only, whoever could read the file before.
   *
   * @throws PhoenixException when it cannot be written; the file is then as it was
   */
  static void writePrivate(Path file, String text) {
    write(file, text, false);
  }

  private static void write(Path file, String text, boolean keepRights) {
    try {
      // A link stays a link: what it leads to is replaced.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path directory = Files.createDirectories(target.toAbsolutePath().getParent());
      Path temporary = Files.createTempFile(directory, "." + target.getFileName() + ".", ".tmp");
      try {
        fill(temporary, text.getBytes(StandardCharsets.UTF_8));
        if (keepRights) {
          takeRights(target, temporary);
        }
        move(temporary, target);
      } finally {
        Files.deleteIfExists(temporary);
      }
      sync(directory);
    } catch (AccessDeniedException e) {
      throw failure(file, "permission denied; allow it, or choose another directory", e);
    } catch (IOException e) {
      throw failure(file, e.getMessage() + "; check the disk and the path", e);
    }
  }

  private static PhoenixException failure(Path file, String why, IOException cause) {
    return new PhoenixException(file + " cannot be written: " + why, cause);
  }

  private static void fill(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** A temporary file is readable by its owner only; the one that it replaces may not be. */
  private static void takeRights(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    try {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    } catch (NoSuchFileException e) {
      // A new file keeps to its owner: it may come to hold secrets.
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("its file system cannot replace files at once", e);
    }
  }

  /** Makes the new name itself last; not every system lets a directory be opened for that. */
  private static void sync(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The file is complete either way; only a crash right now could bring back the old one.
    }
  }

  private AtomicFile() {}
}
