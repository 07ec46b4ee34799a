package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.plan.Inspection;
import ai.thinkheads.phoenix.core.plan.Status;
import ai.thinkheads.phoenix.core.run.Hypervisor;
import ai.thinkheads.phoenix.core.run.Inspector;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whether to look inside of running guests. */
final class InspectOptions {

  private static final int PARALLEL = 4;

  @Option(
      names = "--verify",
      description =
          "Look inside of running guests whether their features still work. Changes nothing.")
  boolean verify;

  @Option(
      names = "--health",
      description = "Try the health checks of running guests, once each. Changes nothing.")
  boolean health;

  /** The standing with what is found inside, where that was asked for. */
  Status look(
      Status status, ValidInfrastructure selected, ObservedState observed, Hypervisor hypervisor) {
    Set<Inspection.Question> questions = EnumSet.noneOf(Inspection.Question.class);
    if (verify) {
      questions.add(Inspection.Question.VERIFY);
    }
    if (health) {
      questions.add(Inspection.Question.HEALTH);
    }
    return questions.isEmpty()
        ? status
        : status.with(
            Inspector.inspect(Inspection.of(selected, observed, questions), hypervisor, PARALLEL));
  }

  /** How many commands may run on the node at once. */
  int channels() {
    return verify || health ? PARALLEL : 1;
  }
}
