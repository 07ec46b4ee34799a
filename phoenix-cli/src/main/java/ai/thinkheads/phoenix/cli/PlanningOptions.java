package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.PlanOptions;
import picocli.CommandLine.Option;

/** What a plan may do. */
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

  PlanOptions toPlanOptions() {
    PlanOptions options = PlanOptions.defaults();
    if (noRestart) {
      options = options.withoutRestarts();
    }
    return recover ? options.recovering() : options;
  }
}
