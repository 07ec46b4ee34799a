package ai.thinkheads.phoenix.proxmox.process;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a running command has written so far.
 *
 * <p>The threads that read from the command write here and never wait; the thread that runs the
 * command waits here, and it alone hears the lines. So a slow listener delays no other command.
 */
public final class CommandOutput {

  /** Why waiting came to its end. */
  public enum Ending {
    /** The command will write nothing more. */
    ENDED,
    /** The time is over. */
    TIMED_OUT,
    /** Both outputs together went over the limit; the rest is dropped. */
    TOO_LARGE
  }

  private static final long LIVENESS_CHECK = TimeUnit.MILLISECONDS.toNanos(250);

  private final long limit;
  private final Sink stdout = new Sink();
  private final Sink stderr = new Sink();
  private int heard;
  private boolean ended;
  private boolean tooLarge;

  /** An empty output that takes at most that many bytes. */
  public CommandOutput(long limit) {
    this.limit = limit;
  }

  /** Takes the standard output. Writing never fails and never blocks. */
  public OutputStream stdout() {
    return stdout;
  }

  /** Takes the standard error. Writing never fails and never blocks. */
  public OutputStream stderr() {
    return stderr;
  }

  /** Says that nothing more will be written. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits for the end and passes on each line of the standard output as it comes.
   *
   * @param deadline in terms of {@link System#nanoTime}
   * @param lines hears the lines, in this thread
   * @param alive whether the end can still come; asked about now and then
   */
  public Ending await(long deadline, Consumer<String> lines, BooleanSupplier alive)
      throws InterruptedException {
    LineSplitter splitter = new LineSplitter(lines);
    while (true) {
      byte[] news;
      boolean last;
      synchronized (this) {
        if (!awaitNews(deadline, alive)) {
          return Ending.TIMED_OUT;
        }
        if (tooLarge) {
          return Ending.TOO_LARGE;
        }
        news = stdout.bytes.from(heard);
        heard += news.length;
        last = ended;
      }
      splitter.feed(news);
      if (last) {
        splitter.end();
        return Ending.ENDED;
      }
    }
  }

  private boolean awaitNews(long deadline, BooleanSupplier alive) throws InterruptedException {
    long left = deadline - System.nanoTime();
    while (!ended && !tooLarge && heard == stdout.bytes.size() && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LIVENESS_CHECK));
      if (!alive.getAsBoolean()) {
        ended = true;
      }
      left = deadline - System.nanoTime();
    }
    return ended || tooLarge || left > 0;
  }

  /** What to tell the user when the limit was the end. */
  public ShellException tooLarge(String target, Command command) {
    return new ShellException(
        target
            + ": "
            + command.summary()
            + " wrote more than "
            + new ByteSize(limit)
            + " and was stopped",
        "let it write less, or to a file on the node");
  }

  /** All that came on the standard output. */
  public synchronized byte[] stdoutBytes() {
    return stdout.bytes.toByteArray();
  }

  /** All that came on the standard error. */
  public synchronized byte[] stderrBytes() {
    return stderr.bytes.toByteArray();
  }

  private final class Sink extends OutputStream {

    private final Bytes bytes = new Bytes();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      synchronized (CommandOutput.this) {
        if (tooLarge || (long) stdout.bytes.size() + stderr.bytes.size() + length > limit) {
          tooLarge = true;
        } else {
          bytes.write(source, offset, length);
        }
        CommandOutput.this.notifyAll();
      }
    }
  }

  private static final class Bytes extends ByteArrayOutputStream {

    byte[] from(int index) {
      return Arrays.copyOfRange(buf, index, count);
    }
  }
}
