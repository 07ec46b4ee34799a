package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.process.CommandMark;
import ai.thinkheads.phoenix.proxmox.process.CommandOutput.Ending;
import ai.thinkheads.phoenix.proxmox.process.RootAccess;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.CommandTimeoutException;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of a node over SSH: one connection, made by the first command, with a channel for each
 * command that runs. A connection that was lost is made again by the next command.
 *
 * <p>The login shell of the user has to be a POSIX shell.
 */
final class SshShell implements HostShell {

  private static final Logger LOG = LoggerFactory.getLogger(SshShell.class);

  private final String target;
  private final SshOptions options;
  private final Function<HostResolver, SshHost> resolution;
  private final Channels channels;
  private @Nullable SshHost host;

  SshShell(SshTarget target, SshOptions options) {
    this(target.toString(), resolver -> resolver.resolve(target), options);
  }

  /**
   * @param target the node for people
   * @param resolution finds out how it is reached
   */
  SshShell(String target, Function<HostResolver, SshHost> resolution, SshOptions options) {
    this.target = target;
    this.options = options;
    this.resolution = resolution;
    Credentials credentials = new Credentials(options);
    this.channels =
        new Channels(
            target,
            options,
            new ConnectionKeeper(target, () -> SshConnection.open(resolvedHost(), credentials)));
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    return run(command, lines, channels::use);
  }

  @Override
  public CommandResult runBeside(Command command, InputStream stdin, Consumer<String> lines) {
    return run(command, lines, (same, line, user) -> channels.useBeside(same, line, stdin, user));
  }

  /** A way to a channel for a command. */
  private interface Way {
    CommandResult use(Command command, byte[] line, Function<RemoteCommand, CommandResult> user);
  }

  private CommandResult run(Command command, Consumer<String> lines, Way way) {
    String user = resolvedHost().user();
    RootAccess access = RootAccess.of(user);
    CommandMark mark = CommandMark.create();
    byte[] line = CommandLine.of(target(), command, access.argv(command, mark));
    LOG.debug("{}: {}", target, command);
    CommandResult result = way.use(command, line, running -> await(running, command, mark, lines));
    access.check(result, target(), user);
    return result;
  }

  private synchronized SshHost resolvedHost() {
    SshHost resolved = host;
    if (resolved == null) {
      resolved = resolution.apply(new HostResolver(options, ConfigSource.of(options)));
      host = resolved;
    }
    return resolved;
  }

  private CommandResult await(
      RemoteCommand running, Command command, CommandMark mark, Consumer<String> lines) {
    return switch (awaitEnding(running, command, mark, lines)) {
      case ENDED -> running.result();
      case TIMED_OUT -> throw new CommandTimeoutException(target(), command, kill(running, mark));
      case TOO_LARGE -> {
        kill(running, mark);
        throw running.tooLarge();
      }
    };
  }

  private Ending awaitEnding(
      RemoteCommand running, Command command, CommandMark mark, Consumer<String> lines) {
    try {
      return running.await(lines);
    } catch (InterruptedException e) {
      boolean killed = kill(running, mark);
      Thread.currentThread().interrupt();
      throw new ShellException(
          target
              + ": interrupted in the middle of "
              + command.summary()
              + (killed ? ", which was killed" : ", which may go on"),
          "run again: it goes on from what is there",
          e);
    } catch (RuntimeException | Error e) {
      // The listener's own: nobody is interested in the command any more.
      kill(running, mark);
      throw e;
    }
  }

  /** Kills the command with all that it has started; says whether they are known to be gone. */
  private boolean kill(RemoteCommand running, CommandMark mark) {
    // Closed first: it may be the last channel that the server allows.
    running.close();
    Command killer = mark.killer();
    RootAccess access = RootAccess.of(resolvedHost().user());
    byte[] line = CommandLine.of(target(), killer, access.argv(killer, CommandMark.create()));
    try (RemoteCommand end = channels.openBeside(running, killer, line)) {
      return end.await(text -> {}) == Ending.ENDED && end.result().isSuccess();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ShellException e) {
      LOG.debug("{}: cannot kill {}", target, mark, e);
      return false;
    }
  }

  @Override
  public void close() {
    channels.close();
  }
}
