package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.RootDisk;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.UnreachableNode;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The containers that an infrastructure made and does not define any more (decision 0007). Of
 * others nothing is known here: what carries no mark, or another's, is never looked at twice.
 */
final class Orphans {

  private static final Pattern HOSTNAME =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){0,3}"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private final ValidInfrastructure desired;
  private final ObservedState observed;
  private final PlanOptions options;
  private final SortedMap<Vmid, ObservedGuest> guests;
  private final List<GuestPlan> plans = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private Orphans(ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    this.desired = desired;
    this.observed = observed;
    this.options = options;
    this.guests = find(desired, observed);
  }

  /** What becomes of them. */
  static Orphans of(ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    Orphans orphans = new Orphans(desired, observed, options);
    if (desired.isWhole()) {
      orphans.judge();
    }
    return orphans;
  }

  /** Those that the infrastructure made and does not define any more, by number. */
  static SortedMap<Vmid, ObservedGuest> find(ValidInfrastructure desired, ObservedState observed) {
    SortedMap<Vmid, ObservedGuest> found = new TreeMap<>(observed.guests());
    found.keySet().removeAll(desired.infrastructure().containers().keySet());
    found.values().removeIf(guest -> !isMadeBy(desired.infrastructure(), guest));
    return found;
  }

  /** The numbers of those that no other infrastructure defines, and that may be destroyed. */
  static Set<Vmid> going(ValidInfrastructure desired, ObservedState observed) {
    SortedMap<Vmid, ObservedGuest> going = find(desired, observed);
    going.values().removeIf(guest -> ownership(guest).makers(guest.vmid()).size() > 1);
    return going.keySet();
  }

  private static boolean isMadeBy(Infrastructure infrastructure, ObservedGuest guest) {
    return guest.kind() == GuestKind.CONTAINER
        && ownership(guest).makers(guest.vmid()).contains(infrastructure.name());
  }

  private static Ownership ownership(ObservedGuest guest) {
    return Ownership.of(guest.config().current().description());
  }

  private void judge() {
    boolean named = !desired.infrastructure().name().equals(Infrastructure.DEFAULT_NAME);
    if (options.prune() && !named) {
      problems.add(
          Problem.error(
              desired.infrastructure().name(),
              "nothing can be pruned: the infrastructure has no name of its own, so nobody can tell"
                  + " what it made",
              "give it one"));
    } else if (options.prune()) {
      guests.values().forEach(this::prune);
    } else if (named) {
      guests.values().stream().filter(guest -> others(guest).isEmpty()).forEach(this::tell);
    }
  }

  private void tell(ObservedGuest guest) {
    problems.add(
        Problem.warning(
            standIn(guest).title(),
            "is no longer defined and stays",
            "add --prune to destroy it" + Losses.clause(guest)));
  }

  /** The other infrastructures that have it in their definition, as far as known. */
  private SortedSet<String> others(ObservedGuest guest) {
    SortedSet<String> others = ownership(guest).makers(guest.vmid());
    others.remove(desired.infrastructure().name());
    return others;
  }

  private void prune(ObservedGuest guest) {
    Container container = standIn(guest);
    if (!observed.isObserved(guest.node())) {
      problems.add(outOfSight(container, guest.node()));
      return;
    }
    if (!others(guest).isEmpty()) {
      plans.add(release(container, guest));
      return;
    }
    Destruction destruction = new Destruction(container, guest, observed, options);
    SortedSet<Vmid> after = new TreeSet<>(destruction.linked());
    after.retainAll(guests.keySet());
    problems.addAll(destruction.problems(guests.keySet()));
    plans.add(
        destruction.plan(
            "no longer defined; destroyed with all its data", "is no longer defined", after));
  }

  /** Leaves it to the others. */
  private GuestPlan release(Container container, ObservedGuest guest) {
    String before = guest.config().current().description();
    String after =
        ownership(guest)
            .without(guest.vmid(), desired.infrastructure().name())
            .in(Ownership.withoutMark(before));
    StepList list = new StepList(guest.node());
    list.tell(
        "notes",
        OptionText.difference(ConfigSection.DESCRIPTION, Optional.of(before), Optional.of(after)),
        Effect.LIVE);
    list.add(
        new Action.Configure(
            guest.vmid(),
            new TreeMap<>(Map.of(ConfigSection.DESCRIPTION, after)),
            new TreeSet<>(),
            Optional.of(guest.config().digest())),
        "is no longer defined here",
        Effect.LIVE);
    return list.finish(container, GuestPlan.Kind.CHANGE, new TreeSet<>());
  }

  private Problem outOfSight(Container container, String node) {
    String fate = "is no longer defined, and stays because node " + node;
    UnreachableNode lost = observed.unreachable().get(node);
    return lost == null
        ? Problem.warning(
            container.title(),
            fate + " was not looked at",
            "connect to " + node + ", and prune there")
        : Problem.warning(
            container.title(), fate + " cannot be reached: " + lost.reason(), lost.remedy());
  }

  /** A definition that stands for a container that has none any more. */
  private static Container standIn(ObservedGuest guest) {
    String hostname = guest.config().current().option("hostname").orElse("");
    return Container.builder(
            guest.vmid(),
            HOSTNAME.matcher(hostname).matches() ? hostname : "CT" + guest.vmid(),
            source(guest),
            new RootDisk("local", ByteSize.gib(1)))
        .build();
  }

  private static ContainerSource source(ObservedGuest guest) {
    return ownership(guest)
        .source(guest.vmid())
        .filter(text -> text.matches("[1-9][0-9]{2,8}"))
        .<ContainerSource>map(text -> new ContainerSource.Clone(Vmid.parse(text)))
        .orElse(new ContainerSource.Image("/unknown"));
  }

  /** The plans to destroy them; one comes after those that are linked to it. */
  List<GuestPlan> plans() {
    List<GuestPlan> ordered = new ArrayList<>();
    List<GuestPlan> waiting = new ArrayList<>(plans);
    SortedSet<Vmid> open = new TreeSet<>();
    plans.forEach(plan -> open.add(plan.vmid()));
    while (!waiting.isEmpty()) {
      GuestPlan next =
          waiting.stream()
              .filter(plan -> plan.after().stream().noneMatch(open::contains))
              .findFirst()
              .orElse(waiting.get(0));
      waiting.remove(next);
      open.remove(next.vmid());
      ordered.add(next);
    }
    return ordered;
  }

  /** The numbers of those that are destroyed. */
  List<Vmid> numbers() {
    return plans.stream().map(GuestPlan::vmid).toList();
  }

  /** What is to be told about them. */
  List<Problem> problems() {
    return problems;
  }
}
