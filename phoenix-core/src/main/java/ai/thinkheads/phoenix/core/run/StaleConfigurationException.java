package ai.thinkheads.phoenix.core.run;

import ai.thinkheads.phoenix.core.HypervisorException;

/**
 * An action was refused, because the configuration of its guest is not the one any more that the
 * action was planned from. Nothing was done.
 */
public final class StaleConfigurationException extends HypervisorException {

  private static final long serialVersionUID = 1L;

  /** The refusal, what to do about it, and what the hypervisor said. */
  public StaleConfigurationException(String message, String remedy, Throwable cause) {
    super(message, remedy, cause);
  }
}
