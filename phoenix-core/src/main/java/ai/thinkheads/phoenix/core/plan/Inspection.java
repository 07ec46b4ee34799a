package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to look at inside of one guest, without changing it: whether its features work, its own and
 * those of what it is cloned from, and whether it is healthy.
 *
 * @param vmid the guest
 * @param node the node that it lives on
 * @param obstacle why it cannot be looked at, like that it is stopped; absent when it can
 * @param steps what is looked at, as it was installed
 */
public record Inspection(Vmid vmid, String node, Optional<String> obstacle, List<GuestStep> steps) {

  /** What can be asked. */
  public enum Question {
    /** Whether what is installed works: the {@code verify} parts of features. */
    VERIFY,
    /** Whether the guest does its work: its health check, tried once. */
    HEALTH
  }

  /** Copies the steps. */
  public Inspection {
    steps = List.copyOf(steps);
  }

  /**
   * What to look at to answer that, guest by guest; those of which nothing is asked are left out.
   */
  public static List<Inspection> of(
      ValidInfrastructure desired, ObservedState observed, Set<Question> questions) {
    return desired.inOrder(desired.selection()).stream()
        .map(container -> of(container, desired, observed, questions))
        .filter(inspection -> !inspection.steps().isEmpty())
        .toList();
  }

  private static Inspection of(
      Container container,
      ValidInfrastructure desired,
      ObservedState observed,
      Set<Question> questions) {
    List<GuestStep> steps = new ArrayList<>();
    if (questions.contains(Question.VERIFY)) {
      steps.addAll(installed(container, desired));
    }
    if (questions.contains(Question.HEALTH)) {
      steps.addAll(GuestGoal.of(container, desired).healthSteps());
    }
    ObservedGuest guest = observed.guests().get(container.vmid());
    return new Inspection(
        container.vmid(),
        guest == null ? observed.here() : guest.node(),
        obstacle(guest, observed),
        steps);
  }

  /** Its features, and those of what it is cloned from, the eldest first. */
  private static Collection<GuestStep> installed(Container container, ValidInfrastructure desired) {
    Deque<Container> line = new ArrayDeque<>();
    Optional<Container> next = Optional.of(container);
    while (next.isPresent() && !line.contains(next.get())) {
      line.push(next.get());
      next = next.get().cloneSource().flatMap(desired.infrastructure()::container);
    }
    Map<String, GuestStep> byName = new LinkedHashMap<>();
    for (Container one : line) {
      for (GuestStep step : GuestGoal.of(one, desired).installs()) {
        if (step instanceof GuestStep.InstallFeature) {
          byName.put(step.name(), step);
        }
      }
    }
    return byName.values();
  }

  private static Optional<String> obstacle(@Nullable ObservedGuest guest, ObservedState observed) {
    if (guest == null) {
      return Optional.of("the guest does not exist");
    }
    if (!observed.isObserved(guest.node())) {
      return Optional.of("node " + guest.node() + " cannot be reached");
    }
    return guest.running() ? Optional.empty() : Optional.of("the guest is stopped");
  }
}
