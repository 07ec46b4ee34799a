package ai.thinkheads.phoenix.core;

import org.jspecify.annotations.Nullable;

/**
 * The hypervisor could not be reached, refused, or failed at what it was asked.
 *
 * <p>The message says what happened; {@link #remedy} says what a user can do.
 */
public class HypervisorException extends PhoenixException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  /** A failure and what to do about it. */
  public HypervisorException(String message, String remedy) {
    this(message, remedy, null);
  }

  /** A failure, what to do about it, and its cause. */
  public HypervisorException(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What a user can do, in the imperative; empty when the message says it. */
  public final String remedy() {
    return remedy;
  }
}
