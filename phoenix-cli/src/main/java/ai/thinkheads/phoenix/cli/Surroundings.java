package ai.thinkheads.phoenix.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command runs in: its streams, its environment, its working directory, and who is there.
 *
 * <p>Commands take everything from here and change nothing outside of it, so that they can run
 * inside of another program or a test.
 */
public final class Surroundings {

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Path directory;
  private final Operator operator;
  private final Interrupts interrupts;
  private final Clock clock;

  private Surroundings(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Path directory,
      Operator operator,
      Interrupts interrupts,
      Clock clock) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.operator = operator;
    this.interrupts = interrupts;
    this.clock = clock;
  }

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.in,
        utf8(new FileOutputStream(FileDescriptor.out)),
        utf8(new FileOutputStream(FileDescriptor.err)),
        System.getenv(),
        Path.of(""),
        Operator.ofProcess(),
        Interrupts.ofProcess(),
        Clock.systemUTC());
  }

  /** These streams, an empty environment, this process's working directory, and nobody there. */
  public static Surroundings of(InputStream in, OutputStream out, OutputStream err) {
    return new Surroundings(
        in,
        utf8(out),
        utf8(err),
        Map.of(),
        Path.of(""),
        Operator.nobody(),
        Interrupts.none(),
        Clock.systemUTC());
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** The same with that environment. */
  public Surroundings withEnvironment(Map<String, String> value) {
    return new Surroundings(in, out, err, value, directory, operator, interrupts, clock);
  }

  /** The same in that directory, which relative paths of arguments begin at. */
  public Surroundings inDirectory(Path value) {
    return new Surroundings(in, out, err, environment, value, operator, interrupts, clock);
  }

  /** The same with that clock. */
  public Surroundings withClock(Clock value) {
    return new Surroundings(in, out, err, environment, directory, operator, interrupts, value);
  }

  Surroundings with(Operator value) {
    return new Surroundings(in, out, err, environment, directory, value, interrupts, clock);
  }

  Surroundings with(Interrupts value) {
    return new Surroundings(in, out, err, environment, directory, operator, value, clock);
  }

  InputStream in() {
    return in;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** The value of a variable; an empty one counts as none. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** A path of an argument, as seen from the working directory. */
  Path path(Path argument) {
    return directory.resolve(argument);
  }

  Operator operator() {
    return operator;
  }

  Interrupts interrupts() {
    return interrupts;
  }

  Clock clock() {
    return clock;
  }

  /** Whether what is printed may be more than ASCII, as the locale says. */
  boolean isUnicode() {
    return variable("LC_ALL")
        .or(() -> variable("LC_CTYPE"))
        .or(() -> variable("LANG"))
        .filter(locale -> locale.matches("(?i).*utf-?8.*"))
        .isPresent();
  }
}
