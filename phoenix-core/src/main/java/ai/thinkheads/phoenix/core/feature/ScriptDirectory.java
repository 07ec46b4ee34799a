package ai.thinkheads.phoenix.core.feature;

import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of bash scripts: the {@code *.sh} files directly in it.
 *
 * <p>Reading it never fails as a whole. A file that is no script is left out and reported, so that
 * one stray file does not forbid the use of the others.
 */
public final class ScriptDirectory {

  /** The largest script that is read, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  /**
   * What a directory holds.
   *
   * @param library its scripts
   * @param problems the files that cannot be used, as warnings, by file name
   */
  public record Contents(ScriptLibrary library, List<Problem> problems) {
    /** Copies the problems. */
    public Contents {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a directory; one that does not exist holds no scripts. */
  public static Contents read(Path directory) {
    List<Script> scripts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files(directory, problems)) {
      try {
        scripts.add(new Script(file.getFileName().toString(), text(file)));
      } catch (IOException | IllegalArgumentException e) {
        problems.add(problem(file, e));
      }
    }
    return new Contents(ScriptLibrary.of(directory.toString(), scripts), problems);
  }

  private static List<Path> files(Path directory, List<Problem> problems) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(file -> file.toString().endsWith(".sh")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      problems.add(problem(directory, e));
      return List.of();
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("is no regular file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      // Read one byte too many instead of asking for the size, which a pipe or /proc does not know.
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("is larger than 4 MiB and no script");
    }
    if (Bytes.contains(bytes, (byte) 0)) {
      throw new IllegalArgumentException("holds a NUL byte and is no script");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("is not UTF-8 text", e);
    }
  }

  private static Problem problem(Path file, Exception cause) {
    String message =
        cause instanceof AccessDeniedException
            ? "cannot be read: permission denied"
            : String.valueOf(cause.getMessage());
    return Problem.warning("", message, "check the file, or move it out of the directory")
        .at(Location.file(file.toString()));
  }

  private ScriptDirectory() {}
}
