package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import java.time.Clock;
import java.time.Duration;

/** Carries out plans on a hypervisor: guests side by side, as far as their dependencies allow. */
public final class Runner {

  /** How many guests of a node are worked on at once when nothing else is said. */
  public static final int DEFAULT_PARALLELISM = 4;

  private final Hypervisor hypervisor;
  private final int parallelism;
  private final ExecutionListener listener;
  private final Cancellation cancellation;
  private final Clock clock;

  private Runner(
      Hypervisor hypervisor,
      int parallelism,
      ExecutionListener listener,
      Cancellation cancellation,
      Clock clock) {
    this.hypervisor = hypervisor;
    this.parallelism = parallelism;
    this.listener = listener;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /** A runner that works on 4 guests of each node at once and tells nobody. */
  public static Runner on(Hypervisor hypervisor) {
    return new Runner(
        hypervisor,
        DEFAULT_PARALLELISM,
        ExecutionListener.none(),
        new Cancellation(),
        Clock.systemUTC());
  }

  /**
   * The same, working on that many guests of each node at once.
   *
   * @throws IllegalArgumentException when it is less than 1
   */
  public Runner parallelism(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("parallelism " + value + " does nothing; use 1 or more");
    }
    return new Runner(hypervisor, value, listener, cancellation, clock);
  }

  /** The same, telling that listener. */
  public Runner listener(ExecutionListener value) {
    return new Runner(hypervisor, parallelism, value, cancellation, clock);
  }

  /** The same, ending early when that is requested. */
  public Runner cancellation(Cancellation value) {
    return new Runner(hypervisor, parallelism, listener, value, clock);
  }

  /** The same, measuring durations with that clock. */
  public Runner clock(Clock value) {
    return new Runner(hypervisor, parallelism, listener, cancellation, value);
  }

  /**
   * Carries out a plan. Failures do not throw: they are in the report.
   *
   * <p>A guest begins when all that it waits for is done; one that waits for a guest that failed is
   * skipped. When the calling thread is interrupted the run is cancelled: what goes on is finished.
   *
   * <p>The hypervisor is held meanwhile, unless there is nothing to do. To keep others away between
   * planning and running too, hold it before it is observed. When the hold is lost no step begins
   * any more.
   *
   * @throws InvalidInputException when the plan has errors
   * @throws HeldByOtherException when somebody else changes the hypervisor
   * @throws HypervisorException when it cannot be held
   */
  public Report run(Plan plan) {
    if (!plan.isRunnable()) {
      throw new InvalidInputException(plan.problems());
    }
    try (Hold hold = plan.isEmpty() ? Hold.unshared() : hold()) {
      return run(plan, hold);
    }
  }

  private Hold hold() {
    return hypervisor.hold(Holder.ofThisProcess("phoenix"), Duration.ZERO, text -> {});
  }

  private Report run(Plan plan, Hold hold) {
    SafeListener safe = new SafeListener(listener);
    safe.tell(heard -> heard.runStarted(plan));
    Lanes lanes = new Lanes();
    Hypervisor witness = new Witness(hypervisor, plan);
    Schedule schedule =
        new Schedule(
            plan,
            cancellation,
            clock,
            safe,
            guest -> new GuestRun(guest, witness, hold, lanes, safe, cancellation, clock).run());
    Report report = schedule.run(parallelism);
    safe.tell(heard -> heard.runFinished(report));
    return report;
  }
}
