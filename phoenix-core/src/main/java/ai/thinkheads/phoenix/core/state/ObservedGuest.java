package ai.thinkheads.phoenix.core.state;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A guest that exists.
 *
 * @param vmid its number
 * @param node the node it lives on
 * @param kind container or VM
 * @param running whether it runs
 * @param config its configuration
 * @param firewall the text of its firewall file; absent when there is none
 * @param fingerprints what is recorded inside of it as installed, fingerprint by name; absent when
 *     it was not looked inside of, or could not be
 */
public record ObservedGuest(
    Vmid vmid,
    String node,
    GuestKind kind,
    boolean running,
    GuestConfig config,
    Optional<String> firewall,
    Optional<SortedMap<String, String>> fingerprints) {

  /** Copies the fingerprints. */
  public ObservedGuest {
    fingerprints =
        fingerprints.map(map -> Collections.unmodifiableSortedMap(new java.util.TreeMap<>(map)));
  }

  /** The same with another configuration. */
  public ObservedGuest with(GuestConfig value) {
    return new ObservedGuest(vmid, node, kind, running, value, firewall, fingerprints);
  }

  /** The same once it is shut down. */
  public ObservedGuest stopped() {
    return new ObservedGuest(vmid, node, kind, false, config, firewall, fingerprints);
  }

  /** The same on another node. */
  public ObservedGuest on(String other) {
    return new ObservedGuest(vmid, other, kind, running, config, firewall, fingerprints);
  }
}
