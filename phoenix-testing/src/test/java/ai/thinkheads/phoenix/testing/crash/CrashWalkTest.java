package ai.thinkheads.phoenix.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.plan.GuestPlan;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Rollback;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks runs off at each command and at each change of a file on the node, in each way that a
 * command or a connection can break: the next run ends where an undisturbed one does.
 */
class CrashWalkTest {

  static Stream<Arguments> walks() {
    return walks(CrashLab.scenarios());
  }

  static Stream<Arguments> published() {
    return walks(CrashLab.published());
  }

  private static Stream<Arguments> walks(Stream<Scenario> scenarios) {
    return scenarios.flatMap(
        scenario -> Stream.of(Point.Kind.values()).map(kind -> Arguments.of(scenario, kind)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("walks")
  void the_next_run_ends_where_an_undisturbed_one_does(Scenario scenario, Point.Kind kind) {
    walk(scenario, kind);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("published")
  void the_published_lab_is_made_whatever_breaks_on_the_way(Scenario scenario, Point.Kind kind) {
    walk(scenario, kind);
  }

  private static void walk(Scenario scenario, Point.Kind kind) {
    Path begin = Picture.empty();
    scenario.begin().accept(SimulatedHost.in(begin));
    Disturbance counter = Disturbance.none();
    SortedMap<String, String> goal = undisturbed(scenario, begin, counter);
    int points = counter.count(kind);
    AtomicInteger walked = new AtomicInteger();

    List<String> failures =
        IntStream.range(0, points)
            .parallel()
            .mapToObj(number -> failure(scenario, begin, new Point(kind, number), goal, walked))
            .filter(failure -> !failure.isEmpty())
            .toList();

    assertThat(failures).as("failures at %s points", points).isEmpty();
    assertThat(walked).hasValue(points).doesNotHaveValue(0);
  }

  /** Migrations need a second node; what cleans up after a kill is planned in the second runs. */
  @Test
  void there_is_a_walk_over_every_kind_of_action() {
    Set<Class<?>> walked = new HashSet<>();
    CrashLab.scenarios()
        .forEach(
            scenario -> {
              SimulatedHost host = SimulatedHost.in(Picture.empty());
              scenario.begin().accept(host);
              for (GuestPlan guest : scenario.plan(host, PlanOptions.defaults()).guests()) {
                guest.steps().forEach(step -> walked.add(step.action().getClass()));
                guest
                    .rollback()
                    .map(Rollback::steps)
                    .orElse(List.of())
                    .forEach(step -> walked.add(step.action().getClass()));
              }
            });
    walked.addAll(List.of(Action.Migrate.class, Action.Unlock.class, Action.RemoveHalfMade.class));

    assertThat(walked).containsExactlyInAnyOrder(Action.class.getPermittedSubclasses());
  }

  private static SortedMap<String, String> undisturbed(
      Scenario scenario, Path begin, Disturbance counter) {
    Path place = Picture.copy(begin);
    SimulatedHost host = SimulatedHost.in(place);
    scenario.trouble().accept(host);
    counter.watch(host);
    scenario.run(host);
    recover(host);
    assertThat(ofSecondRun(scenario, host)).isEmpty();
    return Picture.of(place);
  }

  private static void recover(SimulatedHost host) {
    Disturbance.end(host);
    host.provisioning().recover();
  }

  /** What is wrong after a run that broke off there and another one; nothing when all is well. */
  private static String failure(
      Scenario scenario,
      Path begin,
      Point point,
      SortedMap<String, String> goal,
      AtomicInteger walked) {
    try {
      Path place = Picture.copy(begin);
      SimulatedHost host = SimulatedHost.in(place);
      scenario.trouble().accept(host);
      String first = brokenOff(scenario, host, point);
      recover(host);
      List<String> wrong = new ArrayList<>(ofSecondRun(scenario, host));
      if (wrong.isEmpty()) {
        wrong.addAll(differences(goal, Picture.of(place)));
      }
      walked.incrementAndGet();
      place.getFileSystem().close();
      return wrong.isEmpty() ? "" : point + first + "\n  " + String.join("\n  ", wrong);
    } catch (RuntimeException | AssertionError | IOException e) {
      return point + ": " + e;
    }
  }

  private static String brokenOff(Scenario scenario, SimulatedHost host, Point point) {
    Disturbance disturbance = Disturbance.at(point);
    disturbance.watch(host);
    String end;
    try {
      Report report = scenario.run(host);
      end = report.isSuccess() ? " (and the run succeeded)" : "";
    } catch (HypervisorException e) {
      end = " (" + e.getMessage() + ")";
    }
    assertThat(disturbance.happened()).as("the run comes to %s", point).isTrue();
    return end;
  }

  private static List<String> ofSecondRun(Scenario scenario, SimulatedHost host) {
    List<String> wrong = new ArrayList<>();
    Report report = scenario.run(host);
    if (!report.isSuccess()) {
      wrong.add("the second run failed:\n" + report);
    }
    if (!scenario.plan(host, PlanOptions.defaults()).isEmpty()) {
      wrong.add("something is left to do:\n" + scenario.plan(host, PlanOptions.defaults()));
    }
    host.checkInvariants();
    return wrong;
  }

  private static List<String> differences(
      SortedMap<String, String> goal, SortedMap<String, String> state) {
    SortedMap<String, String> all = new TreeMap<>(goal);
    all.putAll(state);
    return all.keySet().stream()
        .filter(path -> !String.valueOf(goal.get(path)).equals(String.valueOf(state.get(path))))
        .map(path -> path + " is\n" + state.get(path) + "\n  instead of\n" + goal.get(path))
        .toList();
  }
}
