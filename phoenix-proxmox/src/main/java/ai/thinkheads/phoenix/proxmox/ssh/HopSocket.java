package ai.thinkheads.phoenix.proxmox.ssh;

import com.jcraft.jsch.Channel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A channel of one SSH connection that serves as the socket of another.
 *
 * <p>Being a socket, it has a read time-out, without which JSch knows neither a connect time-out
 * nor keepalive on the inner connection. What arrives is kept without a bound: the outer connection
 * must never wait for the inner one, which may be waiting for it. The windows of the inner channels
 * are the bound, about 1 MiB each.
 */
final class HopSocket extends Socket {

  private final Channel channel;
  private final OutputStream out;
  private final Arrivals arrivals = new Arrivals();

  /** A socket over a channel that is about to be connected. */
  HopSocket(Channel channel) throws IOException {
    this.channel = channel;
    channel.setOutputStream(arrivals.sink());
    this.out = channel.getOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return arrivals;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public synchronized void setSoTimeout(int milliseconds) {
    arrivals.setTimeout(milliseconds);
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // The outer connection's matter.
  }

  @Override
  public synchronized void close() {
    channel.disconnect();
    arrivals.finish();
  }

  /** The bytes that have come and nobody has read. */
  private static final class Arrivals extends InputStream {

    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);
    private boolean finished;
    private int timeoutMillis;

    OutputStream sink() {
      return new OutputStream() {
        @Override
        public void write(int b) {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          arrive(bytes, offset, length);
        }

        @Override
        public void close() {
          finish();
        }
      };
    }

    private synchronized void arrive(byte[] bytes, int offset, int length) {
      arrived.write(bytes, offset, length);
      notifyAll();
    }

    synchronized void finish() {
      finished = true;
      notifyAll();
    }

    synchronized void setTimeout(int milliseconds) {
      timeoutMillis = milliseconds;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
      if (current.available() == 0) {
        awaitArrival();
        current = new ByteArrayInputStream(arrived.toByteArray());
        arrived.reset();
      }
      return current.read(bytes, offset, length);
    }

    private void awaitArrival() throws IOException {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      try {
        while (arrived.size() == 0 && !finished) {
          long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
          if (timeoutMillis == 0) {
            wait();
          } else if (left <= 0) {
            throw new SocketTimeoutException("Read timed out");
          } else {
            wait(left);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
