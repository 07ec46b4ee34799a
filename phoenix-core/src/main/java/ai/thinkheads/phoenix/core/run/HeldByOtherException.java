package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody else changes the hypervisor, and did not end in the time that a run would wait. */
public final class HeldByOtherException extends HypervisorException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Holder holder;
  private final @Nullable Instant since;

  /**
   * @param target the hypervisor, for people
   * @param holder who has it; empty when that is not known
   * @param since since when, by the hypervisor's clock; empty when that is not known
   */
  public HeldByOtherException(String target, Optional<Holder> holder, Optional<Instant> since) {
    super(
        target
            + " is being changed by "
            + holder.map(Holder::toString).orElse("somebody else")
            + since.map(time -> " since " + time.truncatedTo(ChronoUnit.SECONDS)).orElse(""),
        "run again when that has ended, or wait for it with --wait 10m");
    this.holder = holder.orElse(null);
    this.since = since.orElse(null);
  }

  /** Who has it, as far as that is known. */
  public Optional<Holder> holder() {
    return Optional.ofNullable(holder);
  }

  /** Since when, by the hypervisor's clock, as far as that is known. */
  public Optional<Instant> since() {
    return Optional.ofNullable(since);
  }
}
