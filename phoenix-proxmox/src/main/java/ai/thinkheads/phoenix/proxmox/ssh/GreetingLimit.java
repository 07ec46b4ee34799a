package ai.thinkheads.phoenix.proxmox.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What a server says, which must come to its greeting: before the line that begins with {@code
 * SSH-} it may say other lines (RFC 4253, 4.2), but neither for ever nor without end.
 */
final class GreetingLimit extends FilterInputStream {

  /** More than any notice that people would put there. */
  static final int MOST_BYTES = 64 * 1024;

  private static final String GREETING = "SSH-";

  private final long deadline;
  private int bytes;
  private int matched;
  private boolean otherLine;
  private boolean over;

  GreetingLimit(InputStream in, Duration timeout) {
    super(in);
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (!over) {
      check(next);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (over || length == 0) {
      return super.read(buffer, offset, length);
    }
    int next = read();
    if (next < 0) {
      return next;
    }
    buffer[offset] = (byte) next;
    return 1;
  }

  private void check(int next) throws IOException {
    if (next == '\n') {
      matched = 0;
      otherLine = false;
    } else if (!otherLine && next == GREETING.charAt(matched)) {
      matched++;
      over = matched == GREETING.length();
    } else {
      otherLine = true;
    }
    if (!over && ++bytes > MOST_BYTES) {
      throw new IOException("it says more than 64 KiB before the greeting of an SSH server");
    }
    if (!over && System.nanoTime() > deadline) {
      throw new SocketTimeoutException("no greeting");
    }
  }
}
