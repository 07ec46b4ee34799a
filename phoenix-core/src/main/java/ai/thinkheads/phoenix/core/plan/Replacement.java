package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerOption;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * In what a container differs that cannot be changed as long as it exists. Only with consent it is
 * destroyed and made again; otherwise that is told and left as it is.
 */
final class Replacement {

  /** What every container has without anybody asking for it, or for itself alone. */
  private static final Set<String> GIVEN =
      Set.of(
          "arch",
          "ostype",
          "swap",
          "rootfs",
          "unprivileged",
          "lock",
          "parent",
          ConfigSection.DESCRIPTION);

  private final GuestGoal goal;
  private final Container container;
  private final ObservedGuest guest;
  private final PlanOptions options;
  private final Optional<Lineage> parent;

  /**
   * @param parent what the template is by its definition that it is cloned from
   */
  Replacement(GuestGoal goal, ObservedGuest guest, PlanOptions options, Optional<Lineage> parent) {
    this.goal = goal;
    this.container = goal.container();
    this.guest = guest;
    this.options = options;
    this.parent = parent;
  }

  /** What differs and cannot be changed. */
  List<Change> reasons() {
    List<Change> reasons = new ArrayList<>();
    boolean unprivileged = current().option("unprivileged").equals(Optional.of("1"));
    if (unprivileged != container.unprivileged()) {
      String text = yes(unprivileged) + " → " + yes(container.unprivileged());
      reasons.add(new Change("unprivileged", text, Effect.REPLACE));
    }
    Ownership ownership = Ownership.of(current().description());
    if (ownership.isFromOther(container.vmid(), container.source())) {
      String text =
          ownership.source(container.vmid()).orElseThrow()
              + " → "
              + Ownership.word(container.source());
      reasons.add(new Change("made from", text, Effect.REPLACE));
    }
    return reasons;
  }

  private ConfigSection current() {
    return guest.config().current();
  }

  private static String yes(boolean value) {
    return value ? "yes" : "no";
  }

  /** Whether it is destroyed and made again. */
  boolean isPlanned() {
    return options.replace().contains(container.vmid()) && isNeeded();
  }

  private boolean isNeeded() {
    return !reasons().isEmpty() || staleSnapshot().isPresent() || !inheritedOtherwise().isEmpty();
  }

  /** The snapshot of a template that has other things installed than are defined. */
  private Optional<String> staleSnapshot() {
    return container
        .templateSnapshot()
        .filter(
            name -> {
              ConfigSection section = guest.config().snapshots().get(name);
              return section != null
                  && !Debris.isUnfinished(section)
                  && !Lineage.of(goal, parent).isThatOf(section);
            });
  }

  /** The features that its templates have in another form by now. */
  private Set<String> inheritedOtherwise() {
    return parent.map(line -> line.differing(guest, goal)).orElse(Set.of());
  }

  /** What is told when it stays as it is. */
  Optional<Problem> problem() {
    List<Change> reasons = reasons();
    if (reasons.isEmpty()) {
      return options.replace().contains(container.vmid()) && !isNeeded()
          ? Optional.of(
              Problem.warning(
                  container.title(),
                  "is not replaced: nothing of it differs that cannot be changed",
                  "to make it anew all the same: phoenix destroy "
                      + container.vmid()
                      + ", then apply"))
          : Optional.empty();
    }
    String what = reasons.stream().map(Change::what).collect(Collectors.joining(" and "));
    return Optional.of(
        Problem.warning(
            container.title(),
            "cannot be changed in " + what + " as long as it exists, so that stays as it is",
            "adjust the definition, or add --replace "
                + container.vmid()
                + " to destroy it and make it again"
                + Losses.clause(guest)));
  }

  /** Tells what is replaced and why, what is lost, and what others have to do with it. */
  void tell(StepList list, ValidInfrastructure desired, ObservedState observed) {
    list.tell("guest", "destroyed with all its data, and made again", Effect.REPLACE);
    list.tell(reasons());
    staleSnapshot()
        .ifPresent(name -> list.tell("installed", "other than in " + name, Effect.REPLACE));
    if (!inheritedOtherwise().isEmpty()) {
      list.tell(
          "templates",
          "have " + String.join(", ", inheritedOtherwise()) + " in another form by now",
          Effect.REPLACE);
    }
    list.tell(Losses.of(guest));
    list.tell(notComingAgain(observed));
    neighbours(list, desired, observed);
  }

  /** What others set in it, as far as its source does not bring it along. */
  private List<Change> notComingAgain(ObservedState observed) {
    SortedSet<String> keys = new TreeSet<>(current().settings().keySet());
    keys.removeIf(key -> GIVEN.contains(key) || !OptionText.kind(key).equals(key));
    keys.removeAll(DesiredOptions.of(goal, new TreeMap<>(), observed).keySet());
    container
        .cloneSource()
        .map(observed.guests()::get)
        .ifPresent(source -> keys.removeAll(source.config().current().settings().keySet()));
    if (!Ownership.withoutMark(current().description()).isBlank()
        && container.options().get(ContainerOption.DESCRIPTION).isEmpty()) {
      keys.add(ConfigSection.DESCRIPTION);
    }
    if (guest.firewall().isPresent() && container.firewall().isEmpty()) {
      keys.add("firewall");
    }
    String names = keys.stream().map(OptionText::name).collect(Collectors.joining(", "));
    return keys.isEmpty()
        ? List.of()
        : List.of(new Change("not defined", names + ", not made again", Effect.DATA_LOSS));
  }

  private void neighbours(StepList list, ValidInfrastructure desired, ObservedState observed) {
    SortedSet<Vmid> neighbours = desired.dependencies().neededBy(container.vmid());
    neighbours.retainAll(observed.guests().keySet());
    neighbours.removeAll(options.replace());
    String clones = named(neighbours, true, desired);
    if (!clones.isEmpty()) {
      list.tell("clones", clones + " stay as they are", Effect.LIVE);
    }
    String others = named(neighbours, false, desired);
    if (!others.isEmpty()) {
      list.tell("needed by", others, Effect.LIVE);
    }
  }

  private String named(SortedSet<Vmid> vmids, boolean clones, ValidInfrastructure desired) {
    return vmids.stream()
        .map(desired.infrastructure().containers()::get)
        .filter(other -> other.cloneSource().equals(Optional.of(container.vmid())) == clones)
        .map(other -> other.vmid() + " " + other.name())
        .collect(Collectors.joining(", "));
  }
}
