package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the guests of a simulated node are made of. The default one understands a handful of
 * programs on plain files; another can put real containers behind the same {@code pct}.
 */
public interface GuestRuntime {

  /**
   * Runs a program in a running guest and waits for its end.
   *
   * @param guest the guest
   * @param command what to run
   * @param lines hears each line of the standard output as it comes
   */
  CommandResult run(SimulatedGuest guest, GuestCommand command, Consumer<String> lines);

  /**
   * Fills the empty root file system of a fresh guest.
   *
   * @param guest the guest
   * @param image the image file on the simulated node's disk
   * @param ostype the kind of Linux in it, as {@code ostype} names it
   */
  void unpack(SimulatedGuest guest, Path image, String ostype);

  /** Called once the configuration allows the guest to start; a failure keeps it stopped. */
  default void start(SimulatedGuest guest) {}

  /** Called before a running guest counts as stopped. */
  default void stop(SimulatedGuest guest) {}

  /** Whether a guest that was started still runs; one may end by itself. */
  default boolean isAlive(Vmid vmid) {
    return true;
  }

  /** Writes a file of a guest as Proxmox does it from outside, so that the guest's root owns it. */
  default void write(SimulatedGuest guest, String path, byte[] bytes) {
    guest.write(path, bytes);
  }

  /** Copies the content of a volume, for clones, snapshots and rollbacks. */
  default void copy(Path from, Path to) {
    HostFiles.copyTree(from, to);
  }
}
