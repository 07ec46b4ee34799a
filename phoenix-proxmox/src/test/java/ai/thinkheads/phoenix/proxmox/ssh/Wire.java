package ai.thinkheads.phoenix.proxmox.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server on this machine that can be slow, broken, or counted. */
final class Wire implements AutoCloseable {

  private enum Direction {
    NONE,
    TO_SERVER,
    TO_CLIENT
  }

  private final ServerSocket entrance;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile long delayMillis;
  private volatile boolean swallowing;
  private volatile boolean stalled;
  private Direction last = Direction.NONE;
  private int roundTrips;
  private int connections;

  private Wire(ServerSocket entrance, int port) {
    this.entrance = entrance;
    this.port = port;
  }

  /** A good wire to that port. */
  static Wire to(int port) {
    try {
      Wire wire = new Wire(new ServerSocket(0, 20, InetAddress.getLoopbackAddress()), port);
      start(wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its near end. */
  int port() {
    return entrance.getLocalPort();
  }

  /** Holds back what goes through it for that long, in each direction. */
  Wire delay(long milliseconds) {
    delayMillis = milliseconds;
    return this;
  }

  /** From now on takes everything from both sides and delivers nothing, until it is mended. */
  void swallow() {
    swallowing = true;
  }

  /** From now on takes nothing from either side, so that writing into it comes to a halt. */
  void stall() {
    stalled = true;
  }

  /** Works again, for connections that are made from now on. */
  void mend() {
    swallowing = false;
    stalled = false;
    cut();
  }

  /** Ends all connections. */
  void cut() {
    sockets.forEach(Wire::close);
    sockets.clear();
  }

  /** How often the client had to wait for the server before it went on. */
  synchronized int roundTrips() {
    return roundTrips;
  }

  /** How many connections were made. */
  synchronized int connections() {
    return connections;
  }

  private synchronized void passed(Direction direction) {
    if (direction == Direction.TO_CLIENT && last == Direction.TO_SERVER) {
      roundTrips++;
    }
    last = direction;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = entrance.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.addAll(List.of(client, server));
      synchronized (this) {
        connections++;
      }
      start(() -> carry(client, server, Direction.TO_SERVER));
      start(() -> carry(server, client, Direction.TO_CLIENT));
    }
  }

  private void carry(Socket from, Socket to, Direction direction) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65536];
      int length = in.read(bytes);
      while (length >= 0) {
        pause(delayMillis);
        if (!swallowing) {
          passed(direction);
          out.write(bytes, 0, length);
        }
        while (stalled) {
          pause(10);
        }
        length = in.read(bytes);
      }
    }
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException e) {
                // One of the ends was closed: that is how a connection ends here.
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stalled = false;
    close(entrance);
    cut();
  }
}
