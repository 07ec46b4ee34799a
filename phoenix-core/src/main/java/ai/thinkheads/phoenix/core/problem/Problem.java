package ai.thinkheads.phoenix.core.problem;

import java.util.Optional;

/**
 * One thing that is wrong with an input, with all that a user needs to mend it.
 *
 * @param severity how bad it is
 * @param location the place in a file; absent when the input was no file
 * @param path what it is about: a JSON path like {@code lxc_configs.950.memory_mb}, a guest like
 *     {@code container 950 "granite"}, or empty for the whole
 * @param message what is wrong, with the value
 * @param remedy what to do, in the imperative; empty when the message says it
 */
public record Problem(
    Severity severity, Optional<Location> location, String path, String message, String remedy) {

  /** An error about something that is in no file. */
  public static Problem error(String path, String message, String remedy) {
    return new Problem(Severity.ERROR, Optional.empty(), path, message, remedy);
  }

  /** A warning about something that is in no file. */
  public static Problem warning(String path, String message, String remedy) {
    return new Problem(Severity.WARNING, Optional.empty(), path, message, remedy);
  }

  /** Something that is kept and has no effect, and is in no file. */
  public static Problem note(String path, String message, String remedy) {
    return new Problem(Severity.NOTE, Optional.empty(), path, message, remedy);
  }

  /** The same at a place in a file. */
  public Problem at(Location place) {
    return new Problem(severity, Optional.of(place), path, message, remedy);
  }

  /** The same as an error. */
  public Problem asError() {
    return new Problem(Severity.ERROR, location, path, message, remedy);
  }

  /** Whether it forbids planning. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** One line: {@code FILE:LINE:COLUMN: error: PATH: MESSAGE; REMEDY}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    location.ifPresent(place -> line.append(place).append(": "));
    line.append(severity.word()).append(": ");
    if (!path.isEmpty()) {
      line.append(path).append(": ");
    }
    line.append(message);
    if (!remedy.isEmpty()) {
      line.append("; ").append(remedy);
    }
    return line.toString();
  }
}
