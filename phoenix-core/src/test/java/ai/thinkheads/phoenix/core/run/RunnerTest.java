package ai.thinkheads.phoenix.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.Effect;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Step;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RunnerTest {

  private static final Clock STOPPED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @Test
  void a_guest_begins_when_all_that_it_waits_for_is_done() {
    Recorder recorder = new Recorder(action -> {});
    Plan plan = plan(start(900), start(901, 900), start(902, 900), start(950, 901, 902));

    Report report = Runner.on(recorder).clock(STOPPED).run(plan);

    assertThat(recorder.guests()).startsWith(900).endsWith(950).contains(901, 902);
    assertThat(report.isSuccess()).isTrue();
    assertThat(report.guests()).extracting(GuestReport::outcome).containsOnly(Outcome.DONE);
  }

  @Test
  void no_step_begins_after_the_hold_was_lost() {
    LostAfterOneStep hold = new LostAfterOneStep();
    Recorder recorder = new Recorder(action -> {}, hold);
    Plan plan = plan(start(900), start(950, 900), start(951, 950));

    Report report = Runner.on(recorder).run(plan);

    assertThat(recorder.guests()).containsExactly(900);
    assertThat(report.guests())
        .extracting(GuestReport::outcome)
        .containsExactly(Outcome.DONE, Outcome.FAILED, Outcome.SKIPPED);
    assertThat(report.guest(Vmid.of(950)).orElseThrow().failure())
        .contains(new Failure("others are not kept away any more", "run again"));
    assertThat(hold.closed).hasValue(1);
  }

  @Test
  void guests_that_do_not_need_each_other_are_worked_on_side_by_side() {
    CyclicBarrier together = new CyclicBarrier(3);
    Recorder recorder = new Recorder(action -> await(together));

    Report report =
        Runner.on(recorder).parallelism(3).run(plan(start(901), start(902), start(903)));

    assertThat(report.isSuccess()).isTrue();
  }

  @Test
  void a_guest_does_not_wait_for_those_of_another_node_that_is_busy() {
    CyclicBarrier together = new CyclicBarrier(2);
    Recorder recorder =
        new Recorder(
            action -> {
              if (action.vmid().value() != 902) {
                await(together);
              }
            });

    Report report =
        Runner.on(recorder)
            .parallelism(1)
            .run(plan(on("pve1", start(901)), on("pve1", start(902)), on("pve2", start(903))));

    assertThat(report.isSuccess()).isTrue();
  }

  @Test
  void each_step_is_done_on_its_own_node() {
    Recorder recorder = new Recorder(action -> {});
    GuestPlan moving =
        new GuestPlan(
            Vmid.of(950),
            "g950",
            "pve2",
            GuestPlan.Kind.CHANGE,
            List.of(),
            List.of(
                new Step(
                    "pve1",
                    new Action.Migrate(Vmid.of(950), "pve2", true),
                    "is on pve1",
                    Effect.RESTART),
                new Step("pve2", new Action.Start(Vmid.of(950)), "is stopped", Effect.LIVE)),
            new TreeSet<>());

    Runner.on(recorder).run(plan(moving));

    assertThat(recorder.nodes()).containsExactly("pve1", "pve2");
  }

  @Test
  void no_more_guests_than_allowed_are_worked_on_at_once() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Recorder recorder =
        new Recorder(
            action -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              now.decrementAndGet();
            });
    GuestPlan[] many =
        Stream.iterate(100, id -> id + 1).limit(200).map(id -> start(id)).toArray(GuestPlan[]::new);

    Runner.on(recorder).parallelism(2).run(plan(many));

    assertThat(most.get()).isBetween(1, 2);
    assertThat(recorder.guests()).hasSize(200);
  }

  @Test
  void two_clones_of_one_source_are_never_made_at_once() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Recorder recorder =
        new Recorder(
            action -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              now.decrementAndGet();
            });
    GuestPlan[] clones =
        Stream.iterate(950, id -> id + 1)
            .limit(20)
            .map(
                id ->
                    guest(
                        id,
                        List.of(
                            new Action.CloneContainer(
                                Vmid.of(id), Vmid.of(900), "base", "c" + id, "zfs", ""))))
            .toArray(GuestPlan[]::new);

    Runner.on(recorder).parallelism(8).run(plan(clones));

    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void a_failure_skips_those_that_need_the_guest_and_lets_the_others_go_on() {
    Recorder recorder =
        new Recorder(
            action -> {
              if (action.vmid().value() == 901) {
                throw new HypervisorException("storage is full", "free some space");
              }
            });

    Report report =
        Runner.on(recorder)
            .clock(STOPPED)
            .run(
                plan(
                    start(900),
                    start(901, 900),
                    start(902, 900),
                    start(950, 901),
                    start(951, 950)));

    Failure full = new Failure("storage is full", "free some space");
    assertThat(report.guests())
        .extracting(guest -> guest.vmid() + " " + guest.outcome())
        .containsExactly("900 done", "901 failed", "902 done", "950 skipped", "951 skipped");
    assertThat(report.guest(Vmid.of(901)).orElseThrow().failure()).contains(full);
    assertThat(report.guest(Vmid.of(950)).orElseThrow().failure())
        .contains(new Failure("needs 901 \"g901\", which failed", "mend 901 and run again"));
    assertThat(report.isSuccess()).isFalse();
  }

  @Test
  void steps_after_a_failed_one_are_not_tried() {
    Recorder recorder =
        new Recorder(
            action -> {
              if (action instanceof Action.Start) {
                throw new HypervisorException("bridge 'vmbr7' does not exist", "");
              }
            });
    Vmid vmid = Vmid.of(900);

    Report report =
        Runner.on(recorder)
            .run(plan(guest(900, List.of(new Action.Start(vmid), new Action.Shutdown(vmid)))));

    assertThat(report.guest(vmid).orElseThrow().steps())
        .extracting(StepReport::outcome)
        .containsExactly(Outcome.FAILED, Outcome.SKIPPED);
  }

  @Test
  void a_cancelled_run_finishes_what_goes_on_and_says_what_it_did_not_begin() {
    Cancellation cancellation = new Cancellation();
    Recorder recorder = new Recorder(action -> cancellation.request());
    Vmid vmid = Vmid.of(900);

    Report report =
        Runner.on(recorder)
            .cancellation(cancellation)
            .run(
                plan(
                    guest(900, List.of(new Action.Start(vmid), new Action.Shutdown(vmid))),
                    start(901, 900),
                    guest(902, List.of(), 900)));

    assertThat(report.cancelled()).isTrue();
    assertThat(report.guest(vmid).orElseThrow().steps())
        .extracting(StepReport::outcome)
        .containsExactly(Outcome.DONE, Outcome.CANCELLED);
    assertThat(report.guests())
        .extracting(GuestReport::outcome)
        .containsExactly(Outcome.CANCELLED, Outcome.CANCELLED, Outcome.IN_SYNC);
  }

  @Test
  void an_interrupt_cancels_and_is_kept() {
    Thread runner = Thread.currentThread();
    Recorder recorder =
        new Recorder(
            action -> {
              runner.interrupt();
              while (!runner.isInterrupted() && runner.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
              }
            });

    Report report = Runner.on(recorder).parallelism(1).run(plan(start(900), start(901)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.guest(Vmid.of(900)).orElseThrow().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void listeners_hear_the_story_in_order_and_cannot_disturb_it() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    ExecutionListener listener =
        new ExecutionListener() {
          @Override
          public void runStarted(Plan plan) {
            heard.add("run");
            throw new IllegalStateException("a listener's own mistake");
          }

          @Override
          public void guestStarted(GuestPlan guest) {
            heard.add("guest " + guest.vmid());
          }

          @Override
          public void stepStarted(GuestPlan guest, Step step) {
            heard.add("step");
          }

          @Override
          public void stepProgressed(GuestPlan guest, Step step, String text) {
            heard.add(text);
          }

          @Override
          public void stepFinished(GuestPlan guest, StepReport report) {
            heard.add("step " + report.outcome());
          }

          @Override
          public void guestFinished(GuestPlan guest, GuestReport report) {
            heard.add("guest " + report.outcome());
          }

          @Override
          public void runFinished(Report report) {
            heard.add("finished");
          }
        };

    Runner.on(new Recorder(action -> {})).listener(listener).run(plan(start(900)));

    assertThat(heard)
        .containsExactly(
            "run", "guest 900", "step", "going on", "step done", "guest done", "finished");
  }

  @Test
  void an_unexpected_error_is_reported_and_does_not_hang_the_run() {
    Recorder recorder =
        new Recorder(
            action -> {
              throw new StackOverflowError("deep");
            });

    Report report = Runner.on(recorder).run(plan(start(900)));

    assertThat(report.guest(Vmid.of(900)).orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void a_plan_with_errors_is_refused() {
    Plan broken =
        new Plan(
            "lab",
            new NodeFacts("pve1", "8.4.1"),
            List.of(start(900)),
            List.of(Problem.error("container 900", "storage x does not exist", "")));
    Recorder recorder = new Recorder(action -> {});

    assertThatThrownBy(() -> Runner.on(recorder).run(broken))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("storage x does not exist");
    assertThat(recorder.guests()).isEmpty();
  }

  private static Plan plan(GuestPlan... guests) {
    return new Plan("lab", new NodeFacts("pve1", "8.4.1"), List.of(guests), List.of());
  }

  private static GuestPlan on(String node, GuestPlan plan) {
    List<Step> steps =
        plan.steps().stream()
            .map(step -> new Step(node, step.action(), step.reason(), step.effect()))
            .toList();
    return new GuestPlan(
        plan.vmid(), plan.name(), node, plan.kind(), plan.changes(), steps, plan.after());
  }

  private static GuestPlan start(int vmid, int... after) {
    return guest(vmid, List.of(new Action.Start(Vmid.of(vmid))), after);
  }

  private static GuestPlan guest(int vmid, List<Action> actions, int... after) {
    TreeSet<Vmid> needed = new TreeSet<>();
    for (int other : after) {
      needed.add(Vmid.of(other));
    }
    return new GuestPlan(
        Vmid.of(vmid),
        "g" + vmid,
        "pve1",
        GuestPlan.Kind.CHANGE,
        List.of(),
        actions.stream().map(action -> new Step("pve1", action, "", Effect.LIVE)).toList(),
        needed);
  }

  /** A hold that is lost as soon as one step has begun under it. */
  private static final class LostAfterOneStep implements Hold {

    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public void check() {
      if (steps.getAndIncrement() > 0) {
        throw new HypervisorException("others are not kept away any more", "run again");
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A hypervisor that only remembers what it was asked, after doing what the test says. */
  private static final class Recorder implements Hypervisor {

    private final Consumer<Action> work;
    private final Hold hold;
    private final List<Action> actions = Collections.synchronizedList(new ArrayList<>());
    private final List<String> nodes = Collections.synchronizedList(new ArrayList<>());

    Recorder(Consumer<Action> work) {
      this(work, Hold.unshared());
    }

    Recorder(Consumer<Action> work, Hold hold) {
      this.work = work;
      this.hold = hold;
    }

    List<Integer> guests() {
      return actions.stream().map(action -> action.vmid().value()).toList();
    }

    @Override
    public ObservedState observe(ObservationScope scope) {
      throw new UnsupportedOperationException("a run never observes");
    }

    List<String> nodes() {
      return nodes;
    }

    @Override
    public Hypervisor at(String node) {
      nodes.add(node);
      return this;
    }

    @Override
    public void perform(Action action, Consumer<String> progress) {
      actions.add(action);
      progress.accept("going on");
      work.accept(action);
    }

    @Override
    public Hold hold(Holder holder, Duration wait, Consumer<String> progress) {
      return hold;
    }

    @Override
    public void close() {}
  }
}
