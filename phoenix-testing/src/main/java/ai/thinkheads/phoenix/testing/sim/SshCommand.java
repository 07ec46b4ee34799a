package ai.thinkheads.phoenix.testing.sim;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command line of an SSH session, answered on a thread of its own. */
final class SshCommand implements Command {

  private static final Logger LOG = LoggerFactory.getLogger(SshCommand.class);

  private final String line;
  private final CommandLineShell shell;
  private InputStream stdin = InputStream.nullInputStream();
  private OutputStream stdout = OutputStream.nullOutputStream();
  private OutputStream stderr = OutputStream.nullOutputStream();
  private ExitCallback callback = (status, message, close) -> {};
  private Thread thread = Thread.currentThread();

  SshCommand(String line, CommandLineShell shell) {
    this.line = line;
    this.shell = shell;
  }

  @Override
  public void setInputStream(InputStream in) {
    stdin = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    stdout = new BufferedOutputStream(out, 1 << 16);
  }

  @Override
  public void setErrorStream(OutputStream err) {
    stderr = new BufferedOutputStream(err);
  }

  @Override
  public void setExitCallback(ExitCallback exit) {
    callback = exit;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    thread = new Thread(() -> answer(channel), "simulated-ssh-command");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(ChannelSession channel) {
    try {
      int status = shell.run(line, stdin, stdout, stderr);
      stdout.flush();
      stderr.flush();
      callback.onExit(status);
    } catch (IOException | UncheckedIOException e) {
      // The client went away; nobody is left to be told.
      callback.onExit(255);
    } catch (RuntimeException e) {
      // The command was killed, or the connection shall break: the client hears nothing more.
      LOG.debug("the connection ends in the middle of: {}", line, e);
      channel.getSession().close(true);
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    thread.interrupt();
  }
}
