package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.PlanOptions;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.state.ObservationScope;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.List;
import picocli.CommandLine.Option;

/** What a plan is about, and what it may do. */
final class PlanningOptions {

  @Option(
      names = "--no-restart",
      description = "Restart no guest; what needs a restart is set and stays pending.")
  boolean noRestart;

  @Option(
      names = "--recover",
      description =
          "Clean up what killed operations left behind: locks, half-made guests, unfinished"
              + " snapshots.")
  boolean recover;

  @Option(
      names = "--replace",
      paramLabel = "GUEST",
      description =
          "Destroy this guest and make it again when it differs in what cannot be changed. Its data"
              + " is lost. May be given several times.")
  List<String> replace = List.of();

  @Option(
      names = "--rerun",
      paramLabel = "GUEST",
      description =
          "Run the application script of this guest again, although nothing of it changed. May be"
              + " given several times.")
  List<String> rerun = List.of();

  @Option(
      names = "--prune",
      description =
          "Destroy the guests that this infrastructure made and does not define any more, with all"
              + " their data.")
  boolean prune;

  @Option(
      names = "--only",
      description = "Only the named guests: what they need is taken as it is.")
  boolean only;

  /**
   * The part of the definition that is planned.
   *
   * @param guests the guests that are named; none for all
   * @throws UsageException when that and the options contradict each other
   */
  ValidInfrastructure select(ValidInfrastructure all, List<Vmid> guests) {
    if (only && guests.isEmpty()) {
      throw new UsageException("--only names no guest", "add the numbers of the guests");
    }
    if (prune && !guests.isEmpty()) {
      throw new UsageException(
          "--prune is about the whole definition, not about some guests",
          "leave out the guests, or --prune");
    }
    ValidInfrastructure selected = only ? all.selectOnly(guests) : all.select(guests);
    for (Vmid guest : replaced()) {
      if (!selected.selection().contains(guest)) {
        throw new UsageException(
            "--replace " + guest + " is about a guest that is not part of this",
            "choose from " + selected.selection());
      }
    }
    checkRerun(selected);
    return selected;
  }

  private void checkRerun(ValidInfrastructure selected) {
    List<Vmid> able =
        selected.selected().stream()
            .filter(container -> container.applicationScript().isPresent())
            .map(Container::vmid)
            .toList();
    for (Vmid guest : rerunning()) {
      if (!able.contains(guest)) {
        throw new UsageException(
            "--rerun "
                + guest
                + " is about a guest that has no application script, or is not part"
                + " of this",
            able.isEmpty() ? "leave it out" : "choose from " + able);
      }
    }
  }

  private List<Vmid> rerunning() {
    return rerun.stream().map(NodeCommand::vmid).toList();
  }

  /** Looks at all that the plan may be about. */
  ObservedState look(ValidInfrastructure selected, Hypervisor hypervisor) {
    ObservedState observed = hypervisor.observe(selected.scope());
    ObservationScope scope = Planner.scope(selected, observed, toPlanOptions());
    return scope.equals(selected.scope()) ? observed : hypervisor.observe(scope);
  }

  private List<Vmid> replaced() {
    return replace.stream().map(NodeCommand::vmid).toList();
  }

  PlanOptions toPlanOptions() {
    PlanOptions options = PlanOptions.defaults().replacing(replaced()).rerunning(rerunning());
    options = noRestart ? options.withoutRestarts() : options;
    options = recover ? options.recovering() : options;
    return prune ? options.pruning() : options;
  }
}
