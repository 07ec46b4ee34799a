package ai.thinkheads.phoenix.core.model;

import java.util.OptionalInt;

/**
 * Whether and when a guest starts with its node.
 *
 * @param onBoot whether it starts with the node
 * @param order its place in the order, 0 or more; absent for none
 * @param delaySeconds how long the node waits after starting it (and before stopping the next), in
 *     seconds, 0 or more; absent for Proxmox's default
 * @param stopSeconds how long the node waits when stopping it, in seconds, 0 or more; absent for
 *     the delay after starting it
 */
public record Startup(
    boolean onBoot, OptionalInt order, OptionalInt delaySeconds, OptionalInt stopSeconds) {

  /**
   * @throws IllegalArgumentException when a number is negative
   */
  public Startup {
    if (order.orElse(0) < 0 || delaySeconds.orElse(0) < 0 || stopSeconds.orElse(0) < 0) {
      throw new IllegalArgumentException("start-up order and delay must be 0 or more");
    }
  }

  /** The node waits as long when stopping it as after starting it. */
  public Startup(boolean onBoot, OptionalInt order, OptionalInt delaySeconds) {
    this(onBoot, order, delaySeconds, OptionalInt.empty());
  }

  /** Starts with the node, in no particular order. */
  public static Startup withNode() {
    return new Startup(true, OptionalInt.empty(), OptionalInt.empty());
  }
}
