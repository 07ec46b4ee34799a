package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import com.jcraft.jsch.JSchException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;

/** The channels of one shell: at most so many at once, each for one command. */
final class Channels implements AutoCloseable {

  private static final int MAX_REFUSALS = 8;
  private static final int MAX_LOSSES = 1;
  private static final long FIRST_PAUSE_MILLIS = 10;

  private final String target;
  private final SshOptions options;
  private final ChannelGate gate;
  private final ConnectionKeeper connections;

  Channels(String target, SshOptions options, ConnectionKeeper connections) {
    this.target = target;
    this.options = options;
    this.gate = new ChannelGate(options.channels());
    this.connections = connections;
  }

  /**
   * Starts a command as soon as there is a place for it, and hands it over until it is done with.
   *
   * @param line what the login shell is given
   * @throws ShellException when it could not be started
   */
  <T> T use(Command command, byte[] line, Function<RemoteCommand, T> user) {
    try {
      gate.enter();
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
    try {
      RemoteCommand running =
          open(connections::get, command, line, ownStdin(command), Patience.WHILE_OTHERS_RUN);
      gate.opened();
      try (running) {
        return user.apply(running);
      } finally {
        gate.closed();
      }
    } finally {
      gate.leave();
    }
  }

  /**
   * Starts a command that takes nobody's place, and hands it over until it is done with.
   *
   * @param line what the login shell is given
   * @param stdin what it reads while it goes on
   * @throws ShellException when it could not be started
   */
  <T> T useBeside(
      Command command, byte[] line, InputStream stdin, Function<RemoteCommand, T> user) {
    Supplier<InputStream> same = () -> stdin;
    try (RemoteCommand running =
        open(connections::get, command, line, same, Patience.WHILE_OTHERS_RUN)) {
      return user.apply(running);
    }
  }

  /**
   * Starts a command over the connection of another one and in its place.
   *
   * @throws ShellException when it could not be started
   */
  RemoteCommand openBeside(RemoteCommand other, Command command, byte[] line) {
    return open(other::connection, command, line, ownStdin(command), Patience.LITTLE);
  }

  private static Supplier<InputStream> ownStdin(Command command) {
    return () -> new ByteArrayInputStream(command.stdin());
  }

  private enum Patience {
    /** As long as commands of ours end, there is hope for a channel. */
    WHILE_OTHERS_RUN,
    /** A few tries. */
    LITTLE
  }

  // Nothing has been started when a channel is refused, so that trying again is safe.
  private RemoteCommand open(
      Supplier<SshConnection> connection,
      Command command,
      byte[] line,
      Supplier<InputStream> stdin,
      Patience patience) {
    int refusals = 0;
    int losses = 0;
    while (true) {
      SshConnection current = connection.get();
      try {
        return RemoteCommand.start(
            current, target, command, line, stdin.get(), options.outputLimit());
      } catch (JSchException e) {
        if (!current.isAlive()) {
          losses++;
        } else if (awaitChance(command, refusals) && patience == Patience.WHILE_OTHERS_RUN) {
          refusals = 0;
        } else {
          refusals++;
        }
        if (losses > MAX_LOSSES) {
          throw lost(command, e);
        }
        if (refusals > MAX_REFUSALS) {
          throw refused(refusals, e);
        }
      }
    }
  }

  // sshd may allow fewer sessions than we have places, and frees one later than we close it.
  private boolean awaitChance(Command command, int refusals) {
    try {
      return gate.awaitChance(FIRST_PAUSE_MILLIS << refusals);
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
  }

  private ShellException lost(Command command, JSchException e) {
    return new ShellException(
        target + ": the connection was lost before this was started: " + command.summary(),
        "check that the node is up and reachable, then run again",
        e);
  }

  private ShellException refused(int refusals, JSchException e) {
    return new ShellException(
        target + ": the server refused to open a session, " + refusals + " times",
        "raise MaxSessions in sshd_config on the node to at least " + options.channels(),
        e);
  }

  private ShellException interrupted(Command command, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ShellException(
        target + ": interrupted before this was started: " + command.summary(), "run again", e);
  }

  @Override
  public void close() {
    connections.close();
  }
}
