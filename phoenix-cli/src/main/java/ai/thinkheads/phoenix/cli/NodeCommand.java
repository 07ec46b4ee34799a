package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.ProxmoxCluster;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that compares the definition with a node. */
abstract class NodeCommand extends DefinitionCommand {

  private final Nodes nodes;

  @Mixin NodeOptions node = new NodeOptions();

  @Parameters(
      paramLabel = "GUEST",
      arity = "0..*",
      description =
          "Numbers of the guests. All but destroy bring along what they need. Default: all.")
  List<String> numbers = List.of();

  NodeCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
    this.nodes = setup.nodes();
  }

  /** Does what was asked with that part of the definition. */
  abstract int run(Screen screen, ValidInfrastructure selected, Hypervisor hypervisor);

  /** The part of the definition that the arguments name. */
  ValidInfrastructure select(ValidInfrastructure all) {
    return all.select(guests());
  }

  /** The guests that the arguments name. */
  final List<Vmid> guests() {
    return numbers.stream().map(NodeCommand::vmid).toList();
  }

  /**
   * The guest of that number.
   *
   * @throws UsageException when it is none
   */
  static Vmid vmid(String text) {
    try {
      return Vmid.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** How many commands may run on the node at once. */
  int channels() {
    return 1;
  }

  /** Refuses what cannot end well before anything is connected. */
  void checkArguments() {}

  @Override
  int run(Screen screen) {
    guests();
    checkArguments();
    ValidInfrastructure selected = select(valid(screen));
    tellAlong(selected, screen);
    try (Hypervisor hypervisor = open(selected.infrastructure(), screen)) {
      return run(screen, selected, hypervisor);
    }
  }

  /** What is said of guests that nobody named and that are part of it all the same. */
  String along() {
    return "needed, and so part of this";
  }

  private void tellAlong(ValidInfrastructure selected, Screen screen) {
    SortedSet<Vmid> along = new TreeSet<>(selected.selection());
    guests().forEach(along::remove);
    if (!guests().isEmpty() && !along.isEmpty()) {
      screen.message(
          along()
              + ": "
              + selected.inOrder(along).stream()
                  .map(container -> container.vmid() + " " + container.name())
                  .collect(Collectors.joining(", ")));
    }
  }

  /**
   * The node that the options name, to be closed by the caller.
   *
   * @param infrastructure what a new simulated node is made to fit
   */
  final Hypervisor open(Infrastructure infrastructure, Screen screen) {
    return ProxmoxCluster.over(
        nodes.open(node, channels(), infrastructure, surroundings(), screen),
        nodes.others(node, channels(), surroundings(), screen));
  }
}
