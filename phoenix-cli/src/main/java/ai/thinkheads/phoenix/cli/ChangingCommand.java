package ai.thinkheads.phoenix.cli;

import static java.util.Locale.ROOT;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.run.Hold;
import ai.thinkheads.phoenix.core.run.Holder;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A command that changes a node: it shows a plan, asks, and runs that same plan. */
abstract class ChangingCommand extends NodeCommand {

  /**
   * What an SSH server allows on one connection when nothing else is configured, but for the
   * channel that keeps others away.
   */
  private static final int MAX_CHANNELS = 9;

  @Mixin RunOptions options = new RunOptions();

  ChangingCommand(Setup setup, Surroundings surroundings) {
    super(setup, surroundings);
  }

  /** What the user typed to get it. */
  abstract String name();

  /** Looks at what exists, and says what shall be done. */
  abstract Plan plan(ValidInfrastructure selected, Hypervisor hypervisor);

  /** What the user is asked before it is done. */
  abstract String question(Plan plan);

  @Override
  final int channels() {
    return Math.min(options.parallelism, MAX_CHANNELS);
  }

  @Override
  final void checkArguments() {
    if (options.parallelism < 1) {
      throw new UsageException(
          "--parallelism " + options.parallelism + " would never begin", "use 1 or more");
    }
    boolean answerable = surroundings().operator().isPresent() && !output.isJson();
    if (!options.yes && !answerable) {
      throw new UsageException(
          output.isJson()
              ? "with --output json nobody is asked before something is changed"
              : "nobody can be asked before something is changed: this is no terminal",
          "look at phoenix plan, then add --yes");
    }
  }

  @Override
  final int run(Screen screen, ValidInfrastructure selected, Hypervisor hypervisor) {
    Intent intent =
        Intent.of(selected.infrastructure().name(), node -> located(plan(selected, node)));
    return carryOut(intent, screen, hypervisor);
  }

  /** Keeps others away, looks, shows what is to be done, asks, and does it. */
  final int carryOut(Intent intent, Screen screen, Hypervisor hypervisor) {
    Holder holder = Holder.ofThisProcess("phoenix " + name() + " of " + intent.infrastructure());
    try (Hold hold = hypervisor.hold(holder, options.wait, screen::message)) {
      return carryOut(intent, screen, hypervisor, hold);
    }
  }

  private int carryOut(Intent intent, Screen screen, Hypervisor hypervisor, Hold hold) {
    Plan plan = intent.planner().apply(hypervisor);
    if (!screen.isJson()) {
      PlanCommand.show(plan, screen);
    }
    if (!plan.isRunnable()) {
      return refuse(plan, screen);
    }
    if (!plan.isEmpty() && !options.yes && !isApproved(plan, screen)) {
      screen.message("Nothing was changed.");
      return ExitCode.CANCELLED;
    }
    hold.check();
    int exit =
        plan.isEmpty() && !screen.isJson()
            ? (plan.outOfReach().isEmpty() ? ExitCode.OK : ExitCode.OUT_OF_REACH)
            : run(plan, intent, hypervisor, screen);
    return exit == ExitCode.OK && options.exitCode ? ExitCode.after(plan) : exit;
  }

  private int run(Plan plan, Intent intent, Hypervisor hypervisor, Screen screen) {
    PlanRun run = new PlanRun(plan, hypervisor, options.parallelism, surroundings(), screen);
    return intent.saved() ? run.runSaved() : run.run();
  }

  private static int refuse(Plan plan, Screen screen) {
    if (screen.isJson()) {
      PlanCommand.show(plan, screen);
    }
    return ExitCode.FAILED;
  }

  private boolean isApproved(Plan plan, Screen screen) {
    List<Vmid> losing = plan.losingData();
    return losing.isEmpty()
        ? List.of("y", "yes").contains(answer(question(plan) + " [y/N]", screen).toLowerCase(ROOT))
        : isApproved(losing, plan.infrastructure(), screen);
  }

  /** What cannot be undone is approved by a word that nobody types by habit. */
  private boolean isApproved(List<Vmid> losing, String infrastructure, Screen screen) {
    String word = losing.size() == 1 ? losing.get(0).toString() : infrastructure;
    String whose = losing.size() == 1 ? "guest " + word : "the " + losing.size() + " guests above";
    return answer("The data of " + whose + " will be lost. Type " + word + " to go on:", screen)
        .equals(word);
  }

  private String answer(String question, Screen screen) {
    screen.question(question);
    return Answer.read(surroundings().in()).strip();
  }
}
