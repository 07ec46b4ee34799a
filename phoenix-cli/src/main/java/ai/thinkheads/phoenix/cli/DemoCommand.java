package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.plan.Planner;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Runner;
import ai.thinkheads.phoenix.core.text.Words;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import ai.thinkheads.phoenix.proxmox.ProxmoxHypervisor;
import ai.thinkheads.phoenix.testing.sim.Latency;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole way, from the definition to a node on which nothing is left to do. */
@Command(
    name = "demo",
    description =
        "Plan and apply the definition twice, on a simulated node behind a real SSH server.")
final class DemoCommand extends DefinitionCommand {

  /** How much faster than a real node the simulated one answers, so that a demo takes seconds. */
  private static final int SPEED_UP = 25;

  @Option(names = "--fast", description = "Let the simulated node answer at once.")
  boolean fast;

  DemoCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  @Override
  int run(Screen screen) {
    ValidInfrastructure lab = valid(screen);
    SimulatedHost host =
        SimulatedHost.inMemory()
            .prepareFor(lab.infrastructure())
            .latency(fast ? Latency.none() : Latency.realistic(SPEED_UP));
    try (DemoNode node = DemoNode.start(host)) {
      say(
          screen,
          "A simulated Proxmox VE node answers behind a real SSH server: " + node.target(),
          "");
      int first = apply(lab, node, screen);
      if (first != ExitCode.OK) {
        return first;
      }
      long commands = host.commands().size();
      host.forgetCommands();
      say(screen, "", commands + " remote commands over one SSH connection. Once more:", "");
      int second = apply(lab, node, screen);
      say(
          screen,
          "",
          "The second time took "
              + Words.count(host.commands().size(), "remote command")
              + ", and nothing was left to do.",
          "",
          "Where to go next: the lab stands in examples/ai-lab as JSON, and in",
          "examples/src/main/java as Java. With a Proxmox VE node of your own:",
          "  ./phoenix plan --config-dir examples/ai-lab --host ssh://root@YOUR-NODE");
      return second;
    }
  }

  private static void say(Screen screen, String... lines) {
    Stream.of(lines).forEach(screen::message);
  }

  private int apply(ValidInfrastructure lab, DemoNode node, Screen screen) {
    try (Hypervisor hypervisor = ProxmoxHypervisor.over(node.open(Runner.DEFAULT_PARALLELISM))) {
      Plan plan = Planner.plan(lab, hypervisor.observe(lab.scope()));
      PlanCommand.show(plan, screen);
      if (!plan.isRunnable()) {
        return ExitCode.FAILED;
      }
      return plan.isEmpty()
          ? ExitCode.OK
          : new PlanRun(plan, hypervisor, Runner.DEFAULT_PARALLELISM, surroundings(), screen).run();
    }
  }
}
