package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.time.Duration;

/** How long the commands of a simulated node take. */
@FunctionalInterface
public interface Latency {

  /** How long that command takes. */
  Duration of(Command command);

  /** No time at all. */
  static Latency none() {
    return command -> Duration.ZERO;
  }

  /** The same time for each. */
  static Latency of(Duration each) {
    return command -> each;
  }

  /** What a small real node takes, measured over a kept SSH connection, divided by that factor. */
  static Latency realistic(int factor) {
    return command -> RealisticLatency.of(command).dividedBy(factor);
  }
}
