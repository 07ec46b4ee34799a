package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.process.CommandOutput;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.ConnectionLostException;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A command on its way through one channel. */
final class RemoteCommand implements AutoCloseable {

  private static final int OPEN_TIMEOUT_MILLIS = 30_000;
  private static final int NO_STATUS = -1;

  private final SshConnection connection;
  private final String target;
  private final Command command;
  private final ChannelExec channel;
  private final CommandOutput output;

  private RemoteCommand(
      SshConnection connection,
      String target,
      Command command,
      ChannelExec channel,
      CommandOutput output) {
    this.connection = connection;
    this.target = target;
    this.command = command;
    this.channel = channel;
    this.output = output;
  }

  /**
   * Opens a channel and starts the command in it.
   *
   * @param line what the login shell of the user is given
   * @param stdin what it reads; is not closed
   * @throws JSchException when the server refused to open the channel, or the connection is gone:
   *     then nothing has been started
   * @throws ShellException when it may have been started, but nothing more is known
   */
  static RemoteCommand start(
      SshConnection connection,
      String target,
      Command command,
      byte[] line,
      InputStream stdin,
      long outputLimit)
      throws JSchException {
    ChannelExec channel = connection.newChannel();
    CommandOutput output = new CommandOutput(outputLimit);
    channel.setCommand(line);
    channel.setInputStream(stdin, true);
    channel.setOutputStream(output.stdout());
    channel.setErrStream(new EndingStream(output));
    ChannelOpening opening = new ChannelOpening(connection, channel);
    try {
      opening.await(OPEN_TIMEOUT_MILLIS);
    } catch (JSchException e) {
      if (isNotStarted(e)) {
        if (opening.isUnanswered()) {
          throw unanswered(target, command, e);
        }
        throw e;
      }
      if (connection.isAlive() && isRequestRefused(e)) {
        throw new ShellException(
            target + ": the server lets the user log in, but run no commands",
            "look for ForceCommand, a restricted key or a login shell like nologin on the node",
            e);
      }
      throw new ConnectionLostException(target, command, e);
    }
    return new RemoteCommand(connection, target, command, channel, output);
  }

  private static ShellException unanswered(String target, Command command, JSchException e) {
    return new ShellException(
        target
            + ": the server opened no session within "
            + OPEN_TIMEOUT_MILLIS / 1000
            + " s, so this was not started: "
            + command.summary(),
        "look at the load of the node (uptime), then run again",
        e);
  }

  // The messages do not tell a failure of the opening from one of the request that starts the
  // command, but the place does. Without that place the outcome counts as unknown.
  private static boolean isNotStarted(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
        .anyMatch(frame -> frame.getMethodName().equals("sendChannelOpen"));
  }

  private static boolean isRequestRefused(JSchException e) {
    return String.valueOf(e.getMessage()).contains("failed to send channel request");
  }

  /**
   * Waits for the end, or for what comes before it.
   *
   * @param lines hears each line of the standard output
   */
  CommandOutput.Ending await(Consumer<String> lines) throws InterruptedException {
    long deadline = System.nanoTime() + command.timeout().toNanos();
    return output.await(deadline, lines, channel::isConnected);
  }

  /**
   * What came of it, after the end.
   *
   * @throws ShellException when it did not end by itself
   */
  CommandResult result() {
    int status = channel.getExitStatus();
    if (status != NO_STATUS) {
      return new CommandResult(status, output.stdoutBytes(), output.stderrBytes());
    }
    // JSch says -1 for both "unknown" and "killed by a signal": neither is a success.
    String signal = channel.getExitSignal();
    if (signal == null) {
      throw new ConnectionLostException(target, command, null);
    }
    throw new ShellException(
        target + ": " + command.summary() + " was killed by signal " + signal,
        "look into the journal of the node (journalctl -e), for example for a lack of memory");
  }

  /** What to tell the user when it wrote too much. */
  ShellException tooLarge() {
    return output.tooLarge(target, command);
  }

  /** The connection it runs over. */
  SshConnection connection() {
    return connection;
  }

  /** Closes the channel. What runs in it on the node goes on. */
  @Override
  public void close() {
    channel.disconnect();
  }

  /** The standard error, whose closing is the last thing that JSch does with a channel. */
  private static final class EndingStream extends OutputStream {

    private final CommandOutput output;
    private final OutputStream stderr;

    EndingStream(CommandOutput output) {
      this.output = output;
      this.stderr = output.stderr();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stderr.write(bytes, offset, length);
    }

    @Override
    public void close() {
      output.end();
    }
  }
}
