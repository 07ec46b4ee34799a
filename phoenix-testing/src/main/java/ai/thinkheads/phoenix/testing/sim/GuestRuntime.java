package ai.thinkheads.phoenix.testing.sim;

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
   * Fills a fresh root file system.
   *
   * @param image the image file on the simulated node's disk
   * @param ostype the kind of Linux in it, as {@code ostype} names it
   * @param rootfs the empty directory to fill
   */
  void unpack(Path image, String ostype, Path rootfs);

  /** Called once the configuration allows the guest to start; a failure keeps it stopped. */
  default void start(SimulatedGuest guest) {}

  /** Called before a running guest counts as stopped. */
  default void stop(SimulatedGuest guest) {}

  /** Copies the content of a volume, for clones, snapshots and rollbacks. */
  default void copy(Path from, Path to) {
    HostFiles.copyTree(from, to);
  }
}
