package ai.thinkheads.phoenix.proxmox;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An endless input that brings an empty line now and then, until it is closed. */
final class Heartbeat extends InputStream {

  private final long interval;
  private final Runnable beat;
  private long next;
  private boolean begun;
  private boolean closed;

  /**
   * @param interval between two lines, the first of which comes that long after reading begins
   * @param beat called before each line is handed out, and once before the first is waited for
   */
  Heartbeat(Duration interval, Runnable beat) {
    this.interval = interval.toNanos();
    this.beat = beat;
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public synchronized int read(byte[] buffer, int offset, int length)
      throws InterruptedIOException {
    if (length == 0) {
      return 0;
    }
    if (!begun) {
      begun = true;
      next = System.nanoTime() + interval;
      beat.run();
    }
    awaitNext();
    if (closed) {
      return -1;
    }
    next = System.nanoTime() + interval;
    beat.run();
    buffer[offset] = '\n';
    return 1;
  }

  private void awaitNext() throws InterruptedIOException {
    try {
      for (long left = next - System.nanoTime(); !closed && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = next - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two beats");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
