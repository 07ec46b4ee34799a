package ai.thinkheads.phoenix.core.model;

import java.time.Duration;

/**
 * How to tell that a guest does its work: a shell command that succeeds inside of it.
 *
 * @param command the shell command, run inside the guest
 * @param retries how often it is tried before the check has failed, 1 or more
 * @param interval the pause between two tries, whole seconds, 0 or more
 */
public record HealthCheck(String command, int retries, Duration interval) {

  /** How often a check is tried when nothing else is said. */
  public static final int DEFAULT_RETRIES = 3;

  /** The pause between two tries when nothing else is said. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException when the command is blank, or a number out of range
   */
  public HealthCheck {
    if (command.isBlank()) {
      throw new IllegalArgumentException("a health check needs a command");
    }
    if (retries < 1) {
      throw new IllegalArgumentException("retries " + retries + " would never try; use 1 or more");
    }
    if (interval.isNegative() || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
      throw new IllegalArgumentException(
          "interval " + interval + " must be whole seconds, 0 or more");
    }
  }

  /** A check with 3 tries, 5 seconds apart. */
  public static HealthCheck of(String command) {
    return new HealthCheck(command, DEFAULT_RETRIES, DEFAULT_INTERVAL);
  }
}
