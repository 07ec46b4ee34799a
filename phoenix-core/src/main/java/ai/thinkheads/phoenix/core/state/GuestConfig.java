package ai.thinkheads.phoenix.core.state;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration file of a guest.
 *
 * @param current what is in force
 * @param pending what will be in force after the next start; an option to {@code delete} lists
 *     those that will be gone
 * @param snapshots the snapshots by name, each with the configuration of its time
 * @param digest the SHA-1 of the file's bytes, in hexadecimal: what {@code --digest} expects
 */
public record GuestConfig(
    ConfigSection current,
    ConfigSection pending,
    SortedMap<String, ConfigSection> snapshots,
    String digest) {

  /** Copies the snapshots. */
  public GuestConfig {
    snapshots = Collections.unmodifiableSortedMap(new TreeMap<>(snapshots));
  }

  /** The lock that a running or broken-off operation holds, like {@code create}. */
  public Optional<String> lock() {
    return current.option("lock");
  }
}
