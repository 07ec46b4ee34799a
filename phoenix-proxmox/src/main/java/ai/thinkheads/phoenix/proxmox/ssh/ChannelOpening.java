package ai.thinkheads.phoenix.proxmox.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens a channel in a thread of its own: while JSch waits for the server's answer it swallows
 * interrupts, and does not notice that the connection has ended.
 */
final class ChannelOpening {

  private static final long LIVENESS_CHECK_MILLIS = 100;
  private static final int NO_ANSWER = -1;

  private final SshConnection connection;
  private final Channel channel;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  ChannelOpening(SshConnection connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  /**
   * Opens the channel and waits for the server's answers. An interrupt ends the waiting for the
   * first one; it is kept.
   *
   * @param timeoutMillis for each of two answers
   * @throws JSchException when one of them is no, does not come, or is not waited for
   */
  void await(int timeoutMillis) throws JSchException {
    Thread thread = new Thread(() -> open(timeoutMillis), "phoenix-channel");
    thread.setDaemon(true);
    thread.start();
    await(thread);
    Throwable thrown = failure;
    if (thrown instanceof JSchException refusal) {
      throw refusal;
    }
    if (thrown != null) {
      throw new JSchException(String.valueOf(thrown.getMessage()), thrown);
    }
  }

  private void open(int timeoutMillis) {
    try {
      // With a time-out JSch waits for the server's answer to the request, without one it does not.
      channel.connect(timeoutMillis);
    } catch (JSchException | RuntimeException | Error e) {
      failure = e;
    } finally {
      over.countDown();
    }
  }

  private void await(Thread thread) {
    boolean interrupted = false;
    boolean waiting = true;
    while (waiting) {
      try {
        waiting = !over.await(LIVENESS_CHECK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
      if (waiting && !connection.isAlive()) {
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the server has said neither yes nor no to the opening, over a living connection. */
  boolean isUnanswered() {
    return channel.getExitStatus() == NO_ANSWER
        && connection.isAlive()
        && !Thread.currentThread().isInterrupted();
  }
}
