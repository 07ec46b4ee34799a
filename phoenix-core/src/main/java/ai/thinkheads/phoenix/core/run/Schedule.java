package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
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
  private final Multiset<String> going = HashMultiset.create();
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
    ExecutorService workers = Executors.newCachedThreadPool(Schedule::worker);
    try {
      while (!ready.isEmpty() || !going.isEmpty()) {
        for (Optional<GuestPlan> next = next(parallelism);
            next.isPresent();
            next = next(parallelism)) {
          begin(next.get(), workers);
        }
        if (!going.isEmpty()) {
          GuestReport report = awaitFinished();
          going.remove(beginning(guests.get(report.vmid())));
          settle(report);
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

  /** The first guest that is ready, and whose node is not busy with as many as it may be. */
  private Optional<GuestPlan> next(int parallelism) {
    Optional<GuestPlan> next =
        ready.stream().filter(guest -> going.count(beginning(guest)) < parallelism).findFirst();
    next.ifPresent(ready::remove);
    return next;
  }

  /** The node whose turn it is; a guest that is moved on the way counts where it begins. */
  private static String beginning(GuestPlan guest) {
    return guest.steps().isEmpty() ? guest.node() : guest.steps().get(0).node();
  }

  /** Hands a guest to a worker, unless it is settled without one. */
  private void begin(GuestPlan guest, ExecutorService workers) {
    Optional<GuestReport> settled = settledWithoutWork(guest);
    if (settled.isPresent()) {
      settle(settled.get());
    } else {
      going.add(beginning(guest));
      workers.execute(() -> finished.add(reportOf(guest)));
    }
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
    if (guest.isOutOfReach()) {
      return Optional.of(outOfReach(guest));
    }
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

  private static GuestReport outOfReach(GuestPlan guest) {
    String reason =
        guest.changes().stream()
            .findFirst()
            .map(change -> change.what() + " " + change.text())
            .orElse("");
    return report(
        guest,
        guest.kind() == GuestPlan.Kind.SKIPPED ? Outcome.SKIPPED : Outcome.UNREACHABLE,
        Optional.of(new Failure(reason, "")));
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
    return switch (outcome) {
      case FAILED -> "failed";
      case ROLLED_BACK -> "failed and was rolled back";
      case UNREACHABLE -> "cannot be reached";
      default -> "was skipped";
    };
  }

  private static GuestReport report(GuestPlan guest, Outcome outcome, Optional<Failure> failure) {
    List<StepReport> steps =
        guest.steps().stream()
            .map((Step step) -> new StepReport(step, outcome, Optional.empty(), Duration.ZERO))
            .toList();
    return new GuestReport(guest.vmid(), guest.name(), guest.node(), outcome, failure, steps);
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
