package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.PlanOptions;
import picocli.CommandLine.Option;

/** What a plan may do. */
final class PlanningOptions {

  @Option(
      names = "--no-restart",
      description = "Restart no guest; what needs a restart is set and stays pending.")
  boolean noRestart;

  PlanOptions toPlanOptions() {
    return new PlanOptions(!noRestart);
  }
}
