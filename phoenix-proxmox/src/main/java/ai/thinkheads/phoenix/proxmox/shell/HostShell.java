package ai.thinkheads.phoenix.proxmox.shell;

import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Runs commands on a Proxmox node, as root and in a UTF-8 locale, without which Perl destroys what
 * is not ASCII in the arguments of Proxmox's commands.
 *
 * <p>Commands may be run from several threads at once; an implementation bounds how many of them go
 * on at the same time.
 */
public interface HostShell extends AutoCloseable {

  /** Where commands run, for people, like {@code root@pve1}. */
  String target();

  /**
   * Runs a command and waits for its end.
   *
   * @param command what to run
   * @param lines hears each line of the standard output as it comes, without its line break; called
   *     from one thread at a time, never after this method has returned
   * @return its exit status and outputs, whatever the status is
   * @throws ShellException when the command could not be run, or its end is unknown
   */
  CommandResult run(Command command, Consumer<String> lines);

  /**
   * Runs a command and waits for its end.
   *
   * @throws ShellException when the command could not be run, or its end is unknown
   */
  default CommandResult run(Command command) {
    return run(command, line -> {});
  }

  /**
   * Runs a command that reads what comes while it goes on, and waits for its end. It goes on beside
   * the others and does not count among those that are bounded.
   *
   * @param command what to run; its own standard input is not used
   * @param stdin what it reads, each byte as soon as it is there; read by another thread, and for
   *     the caller to close after this method has returned
   * @param lines hears each line of the standard output as it comes, as in {@link #run(Command,
   *     Consumer)}
   * @return its exit status and outputs, whatever the status is
   * @throws ShellException when the command could not be run, or its end is unknown
   */
  CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines);

  /** Ends connections. Never fails. */
  @Override
  void close();
}
