package ai.thinkheads.phoenix.dsl;

import ai.thinkheads.phoenix.core.model.ByteSize;
import java.time.Duration;

/** Amounts with their units, for static import. */
public final class Units {

  /** That many MiB. */
  public static ByteSize mib(long amount) {
    return UserLine.check(() -> ByteSize.mib(amount));
  }

  /** That many GiB, of 1024 MiB each. */
  public static ByteSize gib(long amount) {
    return UserLine.check(() -> ByteSize.gib(amount));
  }

  /** That many TiB, of 1024 GiB each. */
  public static ByteSize tib(long amount) {
    return UserLine.check(() -> ByteSize.tib(amount));
  }

  /** That many seconds. */
  public static Duration seconds(long amount) {
    return Duration.ofSeconds(amount);
  }

  /** That many minutes. */
  public static Duration minutes(long amount) {
    return Duration.ofMinutes(amount);
  }

  private Units() {}
}
