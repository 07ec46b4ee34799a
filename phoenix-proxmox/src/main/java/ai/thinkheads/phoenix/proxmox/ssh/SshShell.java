package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.process.RootAccess;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.shell.ShellQuoting;
import com.jcraft.jsch.JSchException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
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

  // The kernel's MAX_ARG_STRLEN, less the final NUL: sshd hands the line over as one argument.
  private static final int MAX_LINE = 131_071;

  private static final int MAX_REFUSALS = 8;
  private static final long FIRST_PAUSE_MILLIS = 10;

  private final SshTarget target;
  private final SshOptions options;
  private final Credentials credentials;
  private final ChannelGate gate;
  private final ConnectionKeeper connections;
  private @Nullable SshHost host;

  SshShell(SshTarget target, SshOptions options) {
    this.target = target;
    this.options = options;
    this.credentials = new Credentials(options);
    this.gate = new ChannelGate(options.channels());
    this.connections =
        new ConnectionKeeper(
            target.toString(), () -> SshConnection.open(resolvedHost(), credentials));
  }

  @Override
  public String target() {
    return target.toString();
  }

  @Override
  public CommandResult run(Command command, Consumer<String> lines) {
    String user = resolvedHost().user();
    RootAccess access = RootAccess.of(user);
    byte[] line = line(command, access);
    LOG.debug("{}: {}", target, command);
    CommandResult result = runInChannel(command, line, lines);
    access.check(result, target(), user);
    return result;
  }

  private synchronized SshHost resolvedHost() {
    SshHost resolved = host;
    if (resolved == null) {
      resolved = new HostResolver(options, ConfigSource.of(options)).resolve(target);
      host = resolved;
    }
    return resolved;
  }

  private byte[] line(Command command, RootAccess access) {
    String text = ShellQuoting.join(access.argv(command));
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ShellException(
          target + ": an argument is no text that UTF-8 can write: " + command.summary(),
          "pass such data through the standard input");
    }
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    if (line.length > MAX_LINE) {
      throw new ShellException(
          target
              + ": the command line has "
              + line.length
              + " bytes, a node takes at most "
              + MAX_LINE
              + ": "
              + command.summary(),
          "pass long data through the standard input");
    }
    return line;
  }

  private CommandResult runInChannel(Command command, byte[] line, Consumer<String> lines) {
    try {
      gate.enter();
    } catch (InterruptedException e) {
      throw interrupted(command, e);
    }
    try {
      RemoteCommand running = start(command, line);
      gate.opened();
      try (running) {
        return running.await(lines);
      } finally {
        gate.closed();
      }
    } finally {
      gate.leave();
    }
  }

  private RemoteCommand start(Command command, byte[] line) {
    int refusals = 0;
    boolean reconnected = false;
    while (true) {
      SshConnection connection = connections.get();
      try {
        return RemoteCommand.start(connection, target(), command, line, options.outputLimit());
      } catch (JSchException e) {
        // Nothing has been started, so trying again is safe.
        if (!connection.isAlive() && !reconnected) {
          reconnected = true;
        } else if (++refusals > MAX_REFUSALS) {
          throw refused(refusals, e);
        } else if (awaitChance(command, refusals)) {
          refusals = 0;
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

  private ShellException refused(int refusals, JSchException e) {
    return new ShellException(
        target + ": the server refused to open a session, " + refusals + " times",
        "raise MaxSessions in sshd_config on the node to at least "
            + options.channels()
            + "; 0 and 1 are not enough",
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
