package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Decides which guest is worked on when. Only the thread that runs it touches its state; workers
 * send it their reports.
 */
final class Schedule {

  private final Plan plan;
  private final Cancellation cancellation;
  private final Clock clock;
  private final SafeListener listener;
  private final Function<GuestPlan, GuestReport> work;

  private final Map<Vmid, GuestPlan> guests = new HashMap<>();
  private final Map<Vmid, Integer> waitingFor = new HashMap<>();
  private final Map<Vmid, List<Vmid>> waiters = new HashMap<>();
  private final Map<Vmid, GuestReport> reports = new HashMap<>();
  private final Deque<GuestPlan> ready = new ArrayDeque<>();
  private final BlockingQueue<GuestReport> finished = new LinkedBlockingQueue<>();

  Schedule(
      Plan plan,
      Cancellation cancellation,
      Clock clock,
      SafeListener listener,
      Function<GuestPlan, GuestReport> work) {
    this.plan = plan;
    this.cancellation = cancellation;
    this.clock = clock;
    this.listener = listener;
    this.work = work;
  }

  Report run(int parallelism) {
    Instant begin = clock.instant();
    prepare();
    ExecutorService workers = Executors.newFixedThreadPool(parallelism, Schedule::worker);
    try {
      int going = 0;
      while (!ready.isEmpty() || going > 0) {
        while (!ready.isEmpty() && going < parallelism) {
          going += begin(ready.remove(), workers) ? 1 : 0;
        }
        if (going > 0) {
          settle(awaitFinished());
          going--;
        }
      }
    } finally {
      workers.shutdown();
    }
    List<GuestReport> inOrder =
        plan.guests().stream().map(guest -> reports.get(guest.vmid())).toList();
    return new Report(
        plan.infrastructure(),
        inOrder,
        cancellation.isRequested(),
        Duration.between(begin, clock.instant()));
  }

  private void prepare() {
    plan.guests().forEach(guest -> guests.put(guest.vmid(), guest));
    for (GuestPlan guest : plan.guests()) {
      List<Vmid> needed = guest.after().stream().filter(guests::containsKey).toList();
      waitingFor.put(guest.vmid(), needed.size());
      needed.forEach(
          other -> waiters.computeIfAbsent(other, key -> new ArrayList<>()).add(guest.vmid()));
    }
    plan.guests().stream().filter(guest -> waitingFor.get(guest.vmid()) == 0).forEach(ready::add);
  }

  /** Hands a guest to a worker, unless it is settled without one. */
  private boolean begin(GuestPlan guest, ExecutorService workers) {
    Optional<GuestReport> settled = settledWithoutWork(guest);
    if (settled.isPresent()) {
      settle(settled.get());
      return false;
    }
    workers.execute(() -> finished.add(reportOf(guest)));
    return true;
  }

  /** Whatever happens to a worker, its guest is reported: the run must never wait in vain. */
  private GuestReport reportOf(GuestPlan guest) {
    try {
      return work.apply(guest);
    } catch (RuntimeException | Error e) {
      Failure failure = new Failure("unexpected error: " + e, "please report this");
      return report(guest, Outcome.FAILED, Optional.of(failure));
    }
  }

  private Optional<GuestReport> settledWithoutWork(GuestPlan guest) {
    if (guest.steps().isEmpty()) {
      Outcome outcome = guest.leavesRestartPending() ? Outcome.RESTART_PENDING : Outcome.IN_SYNC;
      return Optional.of(report(guest, outcome, Optional.empty()));
    }
    Optional<GuestReport> broken =
        guest.after().stream()
            .map(reports::get)
            .filter(report -> report != null)
            .filter(report -> !report.outcome().isGood())
            .findFirst();
    if (broken.isPresent()) {
      return Optional.of(untried(guest, broken.get()));
    }
    return cancellation.isRequested()
        ? Optional.of(report(guest, Outcome.CANCELLED, Optional.empty()))
        : Optional.empty();
  }

  private static GuestReport untried(GuestPlan guest, GuestReport broken) {
    if (broken.outcome() == Outcome.CANCELLED) {
      return report(guest, Outcome.CANCELLED, Optional.empty());
    }
    String reason =
        "needs " + broken.vmid() + " \"" + broken.name() + "\", which " + verb(broken.outcome());
    return report(
        guest,
        Outcome.SKIPPED,
        Optional.of(new Failure(reason, "mend " + broken.vmid() + " and run again")));
  }

  private static String verb(Outcome outcome) {
    return outcome == Outcome.FAILED ? "failed" : "was skipped";
  }

  private static GuestReport report(GuestPlan guest, Outcome outcome, Optional<Failure> failure) {
    List<StepReport> steps =
        guest.steps().stream()
            .map((Step step) -> new StepReport(step, outcome, Optional.empty(), Duration.ZERO))
            .toList();
    return new GuestReport(guest.vmid(), guest.name(), outcome, failure, steps);
  }

  private void settle(GuestReport report) {
    reports.put(report.vmid(), report);
    listener.tell(heard -> heard.guestFinished(guests.get(report.vmid()), report));
    for (Vmid waiter : waiters.getOrDefault(report.vmid(), List.of())) {
      if (waitingFor.merge(waiter, -1, Integer::sum) == 0) {
        ready.add(guests.get(waiter));
      }
    }
  }

  private GuestReport awaitFinished() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return finished.take();
        } catch (InterruptedException e) {
          interrupted = true;
          cancellation.request();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final AtomicInteger WORKERS = new AtomicInteger();

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "phoenix-" + WORKERS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
