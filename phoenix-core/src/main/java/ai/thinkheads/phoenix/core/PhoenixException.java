package ai.thinkheads.phoenix.core;

import org.jspecify.annotations.Nullable;

/** Any error that Phoenix reports on purpose. Its message is fit to be shown to a user as it is. */
public class PhoenixException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error with a message that says what, where and what to do. */
  public PhoenixException(String message) {
    super(message);
  }

  /** An error with its cause. */
  public PhoenixException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
