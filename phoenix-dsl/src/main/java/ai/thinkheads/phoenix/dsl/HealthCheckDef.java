package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to tell that a guest does its work. Made by {@link HealthChecks}.
 *
 * @param check the check
 */
public record HealthCheckDef(HealthCheck check) {

  /**
   * The same, which asks for all of another one too: everything has to succeed. How often and how
   * long stays as it is here.
   */
  public HealthCheckDef and(HealthCheckDef other) {
    List<HealthProbe> all = new ArrayList<>(check.probes());
    all.addAll(other.check.probes());
    return with(all, check.retries(), check.interval(), check.deadline());
  }

  /** How often it is tried before it has failed, 1 or more; 3 by default. */
  public HealthCheckDef retries(int count) {
    return with(check.probes(), count, check.interval(), check.deadline());
  }

  /** The pause between two tries, whole seconds; 5 seconds by default. */
  public HealthCheckDef every(Duration interval) {
    return with(check.probes(), check.retries(), interval, check.deadline());
  }

  /**
   * It has failed when it has not succeeded after that time, whole seconds; until then there are as
   * many tries as fit in with the pauses between them. Say the pause before this.
   */
  public HealthCheckDef within(Duration time) {
    if (check.interval().isZero()) {
      throw UserLine.error(
          "within " + time + " cannot be divided into pauses of 0", "say every(seconds(1)) before");
    }
    long tries = Math.max(1, 1 + time.dividedBy(check.interval()));
    return with(
        check.probes(),
        (int) Math.min(tries, Integer.MAX_VALUE),
        check.interval(),
        Optional.of(time));
  }

  private static HealthCheckDef with(
      List<HealthProbe> probes, int retries, Duration interval, Optional<Duration> deadline) {
    return UserLine.check(
        () -> new HealthCheckDef(new HealthCheck(probes, retries, interval, deadline)));
  }
}
