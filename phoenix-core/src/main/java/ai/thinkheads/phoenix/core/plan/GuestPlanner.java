package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans one container: decides whether it is made or changed, and what its clones will find. */
final class GuestPlanner {

  private final GuestGoal goal;
  private final Container container;
  private final ValidInfrastructure desired;
  private final ObservedState observed;
  private final PlanOptions options;
  private final Map<Vmid, TemplateSnapshot> snapshots;
  private final Optional<Lineage> parent;
  private final Lineage lineage;
  private final List<Problem> problems = new ArrayList<>();
  private Optional<TemplateSnapshot> snapshot = Optional.empty();

  /**
   * @param snapshots the template snapshots of the guests that were planned before
   */
  GuestPlanner(
      GuestGoal goal,
      ValidInfrastructure desired,
      ObservedState observed,
      PlanOptions options,
      Map<Vmid, TemplateSnapshot> snapshots) {
    this.goal = goal;
    this.container = goal.container();
    this.desired = desired;
    this.observed = observed;
    this.options = options;
    this.snapshots = snapshots;
    this.parent = container.cloneSource().map(snapshots::get).map(TemplateSnapshot::lineage);
    this.lineage = Lineage.of(goal, parent);
  }

  /**
   * @param list begun with what brings the container to its node
   */
  GuestPlan plan(SortedSet<Vmid> after, StepList list) {
    ObservedGuest found = observed.guests().get(container.vmid());
    OutsideSteps steps =
        new OutsideSteps(goal, desired.infrastructure().host(), observed, options, list);
    if (found == null) {
      SortedMap<String, String> result = create(steps, list);
      problems.addAll(steps.problems());
      snapshot = newSnapshot(result);
      return list.finish(
          container, list.isReplacement() ? GuestPlan.Kind.REPLACE : GuestPlan.Kind.CREATE, after);
    }
    if (Preflight.isElsewhere(found, observed.node())) {
      return list.finish(container, GuestPlan.Kind.IN_SYNC, after);
    }
    debris(found).cleanUp(list, options);
    ObservedGuest guest = debris(found).cleanedUp(options);
    Replacement replacement = new Replacement(goal, guest, options, parent);
    list.tell(replacement.reasons());
    replacement.problem().ifPresent(problems::add);
    SortedMap<String, String> result = converge(steps, list, guest);
    problems.addAll(steps.problems());
    snapshot = existingSnapshot(guest).or(() -> newSnapshot(result));
    return guarded(new Guard(container, guest, observed), steps, list, after);
  }

  private GuestPlan guarded(Guard guard, OutsideSteps steps, StepList list, SortedSet<Vmid> after) {
    boolean wanted = desired.infrastructure().rollsBack(container);
    if (guard.isLeft()) {
      guard.removeLeft(list);
    }
    GuestPlan plan = list.finish(container, kind(steps, list), after);
    problems.addAll(guard.problems(plan, wanted));
    return wanted && !guard.isLeft() ? guard.around(plan) : plan;
  }

  private Debris debris(ObservedGuest guest) {
    return Debris.of(container, guest, observed);
  }

  private static GuestPlan.Kind kind(OutsideSteps steps, StepList list) {
    if (list.tellsOf(Effect.REPLACE)) {
      return GuestPlan.Kind.CHANGE;
    }
    if (list.isEmpty() && !steps.isRestartNeeded() && !list.isWaiting()) {
      return GuestPlan.Kind.IN_SYNC;
    }
    return list.isOnlyRestart() ? GuestPlan.Kind.RESTART_PENDING : GuestPlan.Kind.CHANGE;
  }

  /** What is worth telling about the container as it is. */
  List<Problem> problems() {
    return problems;
  }

  /** What its clones will find, when it is a template. */
  Optional<TemplateSnapshot> snapshot() {
    return snapshot;
  }

  /** What clones find in the template as it is. */
  Optional<TemplateSnapshot> presentSnapshot() {
    return Optional.ofNullable(observed.guests().get(container.vmid()))
        .flatMap(this::existingSnapshot);
  }

  private SortedMap<String, String> create(OutsideSteps steps, StepList list) {
    SortedMap<String, String> result;
    Set<Fingerprint> inherited = Set.of();
    if (container.source() instanceof ContainerSource.Clone clone) {
      TemplateSnapshot source = snapshots.get(clone.vmid());
      String name =
          desired.infrastructure().containers().get(clone.vmid()).templateSnapshot().orElseThrow();
      if (source == null) {
        source = new TemplateSnapshot(new TreeMap<>(), Set.of(), lineage);
      }
      inherited = source.installed();
      result = steps.cloneFrom(clone.vmid(), name, source.cloneOptions(container.name()));
    } else {
      result = steps.createFrom((ContainerSource.Image) container.source());
    }
    steps.firewall(Optional.empty());
    InsideSteps inside = new InsideSteps(goal, list, true);
    inside.makeTrue(false, !container.isTemplate(), false, notIn(inherited));
    inside.takeTemplateSnapshot(lineage.fingerprint());
    return result;
  }

  private SortedMap<String, String> converge(
      OutsideSteps steps, StepList list, ObservedGuest guest) {
    SortedMap<String, String> result = steps.reconfigure(guest);
    steps.firewall(guest.firewall());
    steps.pool();
    if (container.isTemplate() && existingSnapshot(guest).isPresent()) {
      warnWhenStale(guest);
      return result;
    }
    InsideSteps inside = new InsideSteps(goal, list, steps.isShutDown());
    boolean restart = steps.isRestartNeeded() && options.restart();
    boolean running = guest.running() && !steps.isShutDown();
    inside.makeTrue(running, !container.isTemplate(), restart, notRecorded(guest));
    inside.takeTemplateSnapshot(lineage.fingerprint());
    warnWhenTemplatesChanged(guest);
    return result;
  }

  private List<GuestStep> notIn(Set<Fingerprint> installed) {
    return goal.installs().stream()
        .filter(step -> !installed.contains(step.fingerprint()))
        .toList();
  }

  /**
   * What a guest that could not be looked inside of has is not known; its script skips what it
   * finds.
   */
  private List<GuestStep> notRecorded(ObservedGuest guest) {
    SortedMap<String, String> recorded = guest.fingerprints().orElse(new TreeMap<>());
    return goal.withHealth().stream()
        .map(this::asWanted)
        .filter(
            step -> isRerun(step) || !step.fingerprint().text().equals(recorded.get(step.name())))
        .toList();
  }

  private GuestStep asWanted(GuestStep step) {
    return step instanceof GuestStep.RunApplication application
            && options.rerun().contains(container.vmid())
        ? application.again()
        : step;
  }

  private static boolean isRerun(GuestStep step) {
    return step instanceof GuestStep.RunApplication application && application.rerun();
  }

  private Optional<TemplateSnapshot> existingSnapshot(ObservedGuest guest) {
    return snapshotSection(guest)
        .map(
            section -> {
              boolean current = lineage.isThatOf(section);
              return new TemplateSnapshot(
                  section.settings(),
                  current ? installed() : Set.of(),
                  current ? lineage : lineage.outdatedAt(container.vmid()));
            });
  }

  private Optional<ConfigSection> snapshotSection(ObservedGuest guest) {
    return container
        .templateSnapshot()
        .map(name -> guest.config().snapshots().get(name))
        .filter(snapshot -> !Debris.isUnfinished(snapshot));
  }

  private Optional<TemplateSnapshot> newSnapshot(SortedMap<String, String> result) {
    return container.isTemplate()
        ? Optional.of(new TemplateSnapshot(result, installed(), lineage))
        : Optional.empty();
  }

  /** Everything that is installed in it once it is as defined, with what it inherits. */
  private Set<Fingerprint> installed() {
    Set<Fingerprint> installed = new HashSet<>();
    container
        .cloneSource()
        .map(snapshots::get)
        .ifPresent(source -> installed.addAll(source.installed()));
    goal.installs().forEach(step -> installed.add(step.fingerprint()));
    return installed;
  }

  private void warnWhenStale(ObservedGuest guest) {
    ConfigSection section = snapshotSection(guest).orElseThrow();
    Optional<String> recorded = TemplateSnapshot.fingerprint(section);
    if (!lineage.isThatOf(section)) {
      problems.add(
          Problem.warning(
              container.title(),
              "snapshot "
                  + container.templateSnapshot().orElseThrow()
                  + (recorded.isPresent()
                      ? " was taken with other features than are defined now"
                          + (parent.filter(line -> !line.outdated().isEmpty()).isPresent()
                              ? ", as was that of what it is cloned from"
                              : "")
                      : " was not taken by Phoenix, so its features are not known"),
              "clones are made from it as it is; add --replace "
                  + container.vmid()
                  + " to destroy the template and make it again"));
    }
  }

  /**
   * A clone keeps what its template had; that the template changed is told, and nothing is done.
   */
  private void warnWhenTemplatesChanged(ObservedGuest guest) {
    Set<String> stale = parent.map(line -> line.differing(guest, goal)).orElse(Set.of());
    if (!stale.isEmpty()) {
      List<Vmid> rebuilt = new ArrayList<>(parent.orElseThrow().outdated());
      rebuilt.add(container.vmid());
      problems.add(
          Problem.warning(
              container.title(),
              "is stale: its templates have "
                  + String.join(", ", stale)
                  + " in another form by now",
              "it stays as it is; to make it again from its templates add "
                  + rebuilt.stream()
                      .map(vmid -> "--replace " + vmid)
                      .collect(Collectors.joining(" "))));
    }
  }
}
