package ai.thinkheads.phoenix.cli;

import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.testing.sim.SimulatedHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A simulated node that is kept in a directory. */
final class SimulatedNode {

  /** The node of that directory; a new one gets what the definition takes for granted. */
  static SimulatedHost equipped(Path directory, Infrastructure infrastructure) {
    boolean fresh = isFresh(directory);
    SimulatedHost host = open(directory);
    return fresh ? host.prepareFor(infrastructure) : host;
  }

  /** The node of that directory; a new one is as freshly installed. */
  static SimulatedHost bare(Path directory) {
    isFresh(directory);
    return open(directory);
  }

  private static SimulatedHost open(Path directory) {
    try {
      return SimulatedHost.in(directory);
    } catch (UncheckedIOException e) {
      throw unusable(directory, String.valueOf(e.getMessage()));
    }
  }

  /** Whether there is no node yet. A directory with anything else in it is refused. */
  private static boolean isFresh(Path directory) {
    if (SimulatedHost.isIn(directory)) {
      return false;
    }
    if (!Files.exists(directory)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw unusable(directory, "it holds something else");
      }
      return true;
    } catch (IOException e) {
      throw unusable(directory, String.valueOf(e.getMessage()));
    }
  }

  private static UsageException unusable(Path directory, String reason) {
    return new UsageException(
        "no simulated node can be kept in " + directory + ": " + reason,
        "name an empty or new directory");
  }

  private SimulatedNode() {}
}
