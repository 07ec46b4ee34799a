package ai.thinkheads.phoenix.testing.sim;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** One command line of an SSH session, answered on a thread of its own. */
final class SshCommand implements Command {

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
    thread = new Thread(this::answer, "simulated-ssh-command");
    thread.setDaemon(true);
    thread.start();
  }

  private void answer() {
    int status = 255;
    try {
      status = shell.run(line, stdin.readAllBytes(), stdout, stderr);
      stdout.flush();
      stderr.flush();
    } catch (IOException e) {
      // The client went away; nobody is left to be told.
      status = 255;
    } finally {
      callback.onExit(status);
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    thread.interrupt();
  }
}
