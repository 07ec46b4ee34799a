package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The parts of a simulated node that its programs work on.
 *
 * @param name its name in the cluster
 * @param version the version of its {@code pve-manager} package
 * @param files its files
 * @param locks the locks on its guests
 * @param lock the lock on the whole node
 * @param guests their configurations
 * @param running which of them run
 * @param storages its storages
 * @param pools the pools that guests are in
 * @param volumes the volumes of the guests
 * @param runtime what the guests are made of
 * @param clock the node's clock
 * @param macs where new hardware addresses come from
 * @param ha the guests that the HA manager keeps
 * @param peers the nodes of its cluster, itself included
 */
record Node(
    String name,
    String version,
    HostFiles files,
    Locks locks,
    NodeLock lock,
    Guests guests,
    RunningGuests running,
    Storages storages,
    Pools pools,
    Volumes volumes,
    GuestRuntime runtime,
    Clock clock,
    Macs macs,
    HighAvailability ha,
    Peers peers) {

  /** What its {@code pct} knows. */
  Release release() {
    return Release.of(version);
  }

  /** Whether it is Proxmox VE 9 or later. */
  boolean isNine() {
    return release() == Release.NINE;
  }

  /** A container seen from inside, by the configuration that is in force. */
  SimulatedGuest guest(Vmid vmid) {
    return new SimulatedGuest(vmid, files, guests.load(vmid).current());
  }

  /** Holds the lock of a guest while that runs, as tasks do: waiting shows on standard output. */
  <T> T locked(Vmid vmid, Output output, Supplier<T> body) {
    return locks.guest(vmid, Refusal.DIED, output::out, body);
  }

  boolean hasBridge(String bridge) {
    return files.isDirectory("/sys/class/net/" + bridge + "/bridge");
  }
}
