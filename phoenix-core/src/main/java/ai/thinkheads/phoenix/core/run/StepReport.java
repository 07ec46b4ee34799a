package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.plan.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * How one step ended.
 *
 * @param step the step
 * @param outcome how it ended
 * @param failure why, when it failed
 * @param duration how long it took; zero when it was not tried
 */
public record StepReport(
    Step step, Outcome outcome, Optional<Failure> failure, Duration duration) {}
