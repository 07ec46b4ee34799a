package ai.thinkheads.phoenix.core.model;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How to tell that a guest does its work: probes that all succeed inside of it, one after the
 * other.
 *
 * @param probes what is asked, at least one thing: units first, then ports, web addresses, GPUs and
 *     the command
 * @param retries how often all of them are tried before the check has failed, 1 or more
 * @param interval the pause between two tries, whole seconds, 0 or more
 * @param deadline when the check has failed although there are tries left, counted from its first
 *     try, whole seconds, 1 or more; absent for none: each try may take up to 5 minutes
 */
public record HealthCheck(
    List<HealthProbe> probes, int retries, Duration interval, Optional<Duration> deadline) {

  /** How often a check is tried when nothing else is said. */
  public static final int DEFAULT_RETRIES = 3;

  /** The pause between two tries when nothing else is said. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException when there is no probe, one stands twice, or a number is out
   *     of range
   */
  public HealthCheck {
    probes = probes.stream().sorted(Comparator.comparingInt(HealthCheck::rank)).toList();
    if (probes.isEmpty()) {
      throw new IllegalArgumentException(
          "a health check needs one of command, http, tcp, unit and nvidia_smi");
    }
    if (probes.stream().distinct().count() < probes.size()) {
      throw new IllegalArgumentException("a health check asks one thing twice; say it once");
    }
    if (probes.stream().filter(HealthProbe.Command.class::isInstance).count() > 1) {
      throw new IllegalArgumentException(
          "a health check has two commands; join them with && into one");
    }
    if (retries < 1) {
      throw new IllegalArgumentException("retries " + retries + " would never try; use 1 or more");
    }
    if (interval.isNegative() || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
      throw new IllegalArgumentException(
          "interval " + interval + " must be whole seconds, 0 or more");
    }
    if (deadline.isPresent()
        && (deadline.get().toSeconds() < 1
            || !deadline.get().equals(Duration.ofSeconds(deadline.get().toSeconds())))) {
      throw new IllegalArgumentException(
          "deadline " + deadline.get() + " must be whole seconds, 1 or more");
    }
  }

  /** A check with 3 tries, 5 seconds apart. */
  public static HealthCheck of(HealthProbe... probes) {
    return new HealthCheck(List.of(probes), DEFAULT_RETRIES, DEFAULT_INTERVAL, Optional.empty());
  }

  /** A check by a shell command, with 3 tries, 5 seconds apart. */
  public static HealthCheck of(String command) {
    return of(new HealthProbe.Command(command));
  }

  /** The same, tried that often, with that pause between two tries. */
  public HealthCheck tried(int times, Duration pause) {
    return new HealthCheck(probes, times, pause, deadline);
  }

  /** The same, which has failed when it has not succeeded after that time. */
  public HealthCheck until(Duration time) {
    return new HealthCheck(probes, retries, interval, Optional.of(time));
  }

  /** What is told at once comes first. */
  private static int rank(HealthProbe probe) {
    if (probe instanceof HealthProbe.Unit) {
      return 0;
    }
    if (probe instanceof HealthProbe.Tcp) {
      return 1;
    }
    if (probe instanceof HealthProbe.Http) {
      return 2;
    }
    return probe instanceof HealthProbe.NvidiaSmi ? 3 : 4;
  }

  /** What is asked, in a few words for people. */
  public String text() {
    return probes.stream().map(HealthProbe::text).collect(Collectors.joining(", "));
  }
}
