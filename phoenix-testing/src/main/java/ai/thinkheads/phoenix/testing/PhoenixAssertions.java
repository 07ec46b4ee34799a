package ai.thinkheads.phoenix.testing;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.plan.Plan;
import ai.thinkheads.phoenix.core.run.Report;
import ai.thinkheads.phoenix.core.state.ObservedState;

/**
 * The entry to assertions about definitions, plans, observed states and reports, for static import
 * beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(lab).container(950).isClonedFrom(901).hasFeature("vllm");
 * assertThat(plan).creates(950).runs(cloneInto(950)).after(snapshot(901));
 * assertThat(report).isSuccess();
 * assertThat(state).guest(950).isRunning().hasOption("memory", "72000");
 * }</pre>
 */
public final class PhoenixAssertions {

  /** Assertions about a definition. */
  public static InfrastructureAssert assertThat(Infrastructure actual) {
    return new InfrastructureAssert(actual);
  }

  /** Assertions about what is to be done. */
  public static PlanAssert assertThat(Plan actual) {
    return new PlanAssert(actual);
  }

  /** Assertions about what exists. */
  public static StateAssert assertThat(ObservedState actual) {
    return new StateAssert(actual);
  }

  /** Assertions about what was done. */
  public static ReportAssert assertThat(Report actual) {
    return new ReportAssert(actual);
  }

  private PhoenixAssertions() {}
}
