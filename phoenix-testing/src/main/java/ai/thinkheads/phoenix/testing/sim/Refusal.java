package ai.thinkheads.phoenix.testing.sim;

import java.util.SortedMap;

/** A command ends here with a message on its standard error, like Perl's {@code die}. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What {@code die} gives when no system call failed before. */
  static final int DIED = 255;

  /** What is left over when the last system call said "no such file"; Proxmox gives it often. */
  static final int NO_SUCH_FILE = 2;

  private final int exitCode;
  private final boolean needsUsage;

  private Refusal(String message, int exitCode, boolean needsUsage) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.needsUsage = needsUsage;
  }

  /** Ends with 255. */
  static Refusal died(String message) {
    return new Refusal(message, DIED, false);
  }

  /** Ends with that exit status. */
  static Refusal of(int exitCode, String message) {
    return new Refusal(message, exitCode, false);
  }

  /** Ends with that exit status, and the usage of the subcommand below the message. */
  static Refusal withUsage(int exitCode, String message) {
    return new Refusal(message, exitCode, true);
  }

  /** What Proxmox says of wrong parameters, each with what is wrong about it. */
  static Refusal parameters(int exitCode, SortedMap<String, String> errors) {
    StringBuilder message = new StringBuilder("400 Parameter verification failed.\n");
    errors.forEach((name, error) -> message.append(name).append(": ").append(error).append('\n'));
    return new Refusal(message.toString(), exitCode, true);
  }

  /** The same with a text before its message. */
  Refusal after(String prefix) {
    return new Refusal(prefix + getMessage(), exitCode, needsUsage);
  }

  /** The message; never absent. */
  String text() {
    return String.valueOf(getMessage());
  }

  int exitCode() {
    return exitCode;
  }

  boolean needsUsage() {
    return needsUsage;
  }
}
