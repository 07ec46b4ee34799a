package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.HealthCheck;
import java.time.Duration;

/**
 * How to tell that a guest does its work. Made by {@link HealthChecks}.
 *
 * @param check the check
 */
public record HealthCheckDef(HealthCheck check) {

  /** How often it is tried before it has failed, 1 or more; 3 by default. */
  public HealthCheckDef retries(int count) {
    return UserLine.check(
        () -> new HealthCheckDef(new HealthCheck(check.command(), count, check.interval())));
  }

  /** The pause between two tries, whole seconds; 5 seconds by default. */
  public HealthCheckDef every(Duration interval) {
    return UserLine.check(
        () -> new HealthCheckDef(new HealthCheck(check.command(), check.retries(), interval)));
  }
}
