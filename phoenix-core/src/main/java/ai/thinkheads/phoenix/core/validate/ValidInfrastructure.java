package ai.thinkheads.phoenix.core.validate;

import ai.thinkheads.phoenix.core.feature.FeatureCatalog;
import ai.thinkheads.phoenix.core.graph.Dependencies;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An infrastructure that keeps all rules, and so can be planned. Only a {@link Validator} makes
 * one.
 */
public final class ValidInfrastructure {

  private final Infrastructure infrastructure;
  private final FeatureCatalog catalog;
  private final Dependencies<Vmid> dependencies;
  private final SortedSet<Vmid> selection;

  ValidInfrastructure(Infrastructure infrastructure, FeatureCatalog catalog) {
    this(
        infrastructure,
        catalog,
        dependencies(infrastructure),
        infrastructure.containers().keySet());
  }

  private ValidInfrastructure(
      Infrastructure infrastructure,
      FeatureCatalog catalog,
      Dependencies<Vmid> dependencies,
      Collection<Vmid> selection) {
    this.infrastructure = infrastructure;
    this.catalog = catalog;
    this.dependencies = dependencies;
    this.selection = new TreeSet<>(selection);
  }

  /** Who needs whom: clones their source, and every container its dependencies. */
  static Dependencies<Vmid> dependencies(Infrastructure infrastructure) {
    Map<Vmid, Collection<Vmid>> needs = new TreeMap<>();
    infrastructure.containers().forEach((vmid, container) -> needs.put(vmid, needs(container)));
    return Dependencies.of(needs);
  }

  private static Collection<Vmid> needs(Container container) {
    return Stream.concat(container.cloneSource().stream(), container.dependencies().stream())
        .toList();
  }

  /** The whole definition. */
  public Infrastructure infrastructure() {
    return infrastructure;
  }

  /** The features and scripts that it uses. */
  public FeatureCatalog catalog() {
    return catalog;
  }

  /** Who needs whom among all guests of the definition. */
  public Dependencies<Vmid> dependencies() {
    return dependencies;
  }

  /** The containers that are asked for, each after all that it needs. */
  public List<Container> selected() {
    return inOrder(selection);
  }

  /**
   * Those containers, each after all of them that it needs.
   *
   * @param guests their numbers; what is not defined is left out
   */
  public List<Container> inOrder(Collection<Vmid> guests) {
    return dependencies.order().stream()
        .filter(guests::contains)
        .map(infrastructure.containers()::get)
        .toList();
  }

  /** The numbers of the containers that are asked for. */
  public SortedSet<Vmid> selection() {
    return Collections.unmodifiableSortedSet(selection);
  }

  /** Whether all containers are asked for. */
  public boolean isWhole() {
    return selection.containsAll(infrastructure.containers().keySet());
  }

  /**
   * The same, narrowed to some guests and all that they need, directly or not.
   *
   * @param guests those guests; empty for no narrowing
   * @throws InvalidInputException when one is not part of the definition
   */
  public ValidInfrastructure select(Collection<Vmid> guests) {
    return guests.isEmpty()
        ? this
        : new ValidInfrastructure(
            infrastructure, catalog, dependencies, dependencies.closure(known(guests)));
  }

  /**
   * The same, narrowed to some guests and nothing else: what they need is taken as it is.
   *
   * @param guests those guests; empty for no narrowing
   * @throws InvalidInputException when one is not part of the definition
   */
  public ValidInfrastructure selectOnly(Collection<Vmid> guests) {
    return guests.isEmpty()
        ? this
        : new ValidInfrastructure(infrastructure, catalog, dependencies, known(guests));
  }

  /**
   * The same, narrowed to some guests and all that need them, directly or not: those that go when
   * these go.
   *
   * @param guests those guests; empty for no narrowing
   * @throws InvalidInputException when one is not part of the definition
   */
  public ValidInfrastructure selectDependents(Collection<Vmid> guests) {
    return guests.isEmpty()
        ? this
        : new ValidInfrastructure(
            infrastructure, catalog, dependencies, dependencies.dependents(known(guests)));
  }

  private Collection<Vmid> known(Collection<Vmid> guests) {
    List<Problem> problems =
        guests.stream()
            .filter(guest -> !infrastructure.containers().containsKey(guest))
            .map(
                guest ->
                    Problem.error(
                        "guest " + guest,
                        "is not part of " + infrastructure.name(),
                        "choose from " + infrastructure.containers().keySet()))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return guests;
  }

  /** Everything that is mounted into a container: shared volumes first, then its own mounts. */
  public List<Mount> mountsOf(Container container) {
    return Stream.concat(
            infrastructure.host().mountsOf(container.vmid()).stream(), container.mounts().stream())
        .toList();
  }

  /** What an observation must look at so that this can be planned. */
  public ObservationScope scope() {
    SortedSet<String> paths = new TreeSet<>();
    SortedSet<String> nodes = new TreeSet<>();
    for (Container container : selected()) {
      container.node().ifPresent(nodes::add);
      if (container.source() instanceof ContainerSource.Image image
          && image.volume().startsWith("/")) {
        paths.add(image.volume());
      }
      for (Mount mount : mountsOf(container)) {
        if (mount instanceof Mount.Bind bind) {
          paths.add(bind.source());
        }
      }
      container.devices().stream().map(DevicePassthrough::path).forEach(paths::add);
    }
    return new ObservationScope(selection, paths, nodes);
  }
}
