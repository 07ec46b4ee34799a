package ai.thinkheads.phoenix.proxmox.shell;

import ai.thinkheads.phoenix.core.model.Redaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One simple command: a program with its arguments, never shell text with operators. What needs a
 * shell is a constant script, as in {@code bash -c SCRIPT NAME ARGUMENT…}.
 *
 * <p>Arguments may be logged, and anybody on the node can see them while the command runs. Secrets
 * belong into the standard input, which nobody sees. What is assigned to the name of a secret in an
 * argument, as in {@code --env HF_TOKEN=…}, is at least kept out of messages and logs.
 *
 * @param argv the program and its arguments; any characters but NUL
 * @param stdin what the program reads from its standard input, then the end of file
 * @param timeout after which the command is ended and reported as failed
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Command(List<String> argv, byte[] stdin, Duration timeout) {

  /** How long a command may take when nothing else is said. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

  /**
   * @throws IllegalArgumentException when there is no program, or an argument holds a NUL
   */
  public Command {
    argv = List.copyOf(argv);
    stdin = stdin.clone();
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (argv.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("an argument of " + argv.get(0) + " holds a NUL");
    }
  }

  /** A command with nothing to read, and 2 minutes of time. */
  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  /** A command with nothing to read, and 2 minutes of time. */
  public static Command of(List<String> argv) {
    return new Command(argv, new byte[0], DEFAULT_TIMEOUT);
  }

  /** The same with that text to read, in UTF-8. */
  public Command withStdin(String text) {
    return new Command(argv, text.getBytes(StandardCharsets.UTF_8), timeout);
  }

  /** The same with that time to finish. */
  public Command withTimeout(Duration value) {
    return new Command(argv, stdin, value);
  }

  @Override
  public byte[] stdin() {
    return stdin.clone();
  }

  /** The command as one line for a POSIX shell, every argument quoted where it needs to be. */
  public String toShell() {
    return ShellQuoting.join(argv);
  }

  /**
   * The command for a message: its line without secrets, cut to about 160 characters, without line
   * breaks.
   */
  public String summary() {
    String line = toString().replaceAll("\\s+", " ");
    return line.length() <= 160 ? line : line.substring(0, 159) + "…";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Command command
        && argv.equals(command.argv)
        && Arrays.equals(stdin, command.stdin)
        && timeout.equals(command.timeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(argv, Arrays.hashCode(stdin), timeout);
  }

  /** The line for a shell, for people: without secrets. The standard input is never shown. */
  @Override
  public String toString() {
    return Redaction.shown(toShell());
  }
}
