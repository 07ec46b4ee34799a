package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Location;
import ai.thinkheads.phoenix.core.problem.Problem;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The line of a user's program that calls the DSL: mistakes are reported as if thrown there. */
final class UserLine {

  private static final String DSL = UserLine.class.getPackageName();

  /** A value, or what is wrong with it, told of the user's line. */
  static <T> T check(Supplier<T> value) {
    return check("", value);
  }

  /**
   * A value, or what is wrong with it, told of the user's line.
   *
   * @param subject what the value is part of, like {@code container 950 "granite"}
   */
  static <T> T check(String subject, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      InvalidInputException error =
          error(List.of(Problem.error(subject, String.valueOf(e.getMessage()), "")));
      error.initCause(e);
      throw error;
    }
  }

  /** A mistake in the user's line. */
  static InvalidInputException error(String message, String remedy) {
    return error(List.of(Problem.error("", message, remedy)));
  }

  /** Mistakes in the user's line. */
  static InvalidInputException error(List<Problem> problems) {
    Location line = StackWalker.getInstance().walk(UserLine::locate);
    InvalidInputException error =
        new InvalidInputException(problems.stream().map(problem -> problem.at(line)).toList());
    error.setStackTrace(fromUserLine(error.getStackTrace()));
    return error;
  }

  /** A number, when it is within the range; else a mistake in the user's line. */
  static int within(String word, int value, int least, int most) {
    if (value < least || value > most) {
      throw error(
          word + " " + value + " cannot be used",
          most == Integer.MAX_VALUE ? "use " + least + " or more" : "use " + least + " to " + most);
    }
    return value;
  }

  private static Location locate(Stream<StackFrame> frames) {
    return frames
        .filter(frame -> isUsers(frame.getClassName()))
        .findFirst()
        .map(frame -> new Location(fileName(frame), Math.max(frame.getLineNumber(), 0), 0))
        .orElse(Location.file("Java"));
  }

  private static String fileName(StackFrame frame) {
    String file = frame.getFileName();
    return file == null ? frame.getClassName() : file;
  }

  private static StackTraceElement[] fromUserLine(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .dropWhile(frame -> !isUsers(frame.getClassName()))
        .toArray(StackTraceElement[]::new);
  }

  private static boolean isUsers(String className) {
    return !className.startsWith("java.") && !packageOf(className).equals(DSL);
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(className.lastIndexOf('.'), 0));
  }

  private UserLine() {}
}
