package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.text.Words;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Connects to a host over the network. All its addresses are tried, as OpenSSH does: a name often
 * has an IPv6 address that leads nowhere.
 */
final class DirectSockets implements SocketFactory {

  private final SshHost host;

  DirectSockets(SshHost host) {
    this.host = host;
  }

  /**
   * @throws HostUnreachableException when no address answers
   */
  @Override
  public Socket createSocket(String name, int port) throws IOException {
    Duration timeout = host.connectTimeout();
    long deadline = System.nanoTime() + timeout.toNanos();
    IOException trouble = new SocketTimeoutException();
    for (InetAddress address : addresses(name)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), (int) left);
        return socket;
      } catch (IOException e) {
        socket.close();
        trouble = e;
      }
    }
    throw unreachable(trouble);
  }

  private InetAddress[] addresses(String name) {
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      throw new HostUnreachableException(
          host.where() + ": there is no host of that name",
          "check the name, the DNS and /etc/hosts, or use the address",
          e);
    }
  }

  private HostUnreachableException unreachable(IOException trouble) {
    if (trouble instanceof SocketTimeoutException) {
      return new HostUnreachableException(
          host.where() + ": no answer within " + Words.duration(host.connectTimeout()),
          "check that the host is up and no firewall is in the way",
          trouble);
    }
    String said = String.valueOf(trouble.getMessage());
    if (said.contains("refused")) {
      return new HostUnreachableException(
          host.where() + ": connection refused, nothing listens on port " + host.port(),
          "start sshd there, or give its port as in ssh://USER@HOST:PORT",
          trouble);
    }
    return new HostUnreachableException(
        host.where() + ": " + said, "check the network and the address", trouble);
  }

  @Override
  public InputStream getInputStream(Socket socket) throws IOException {
    return new GreetingLimit(socket.getInputStream(), host.connectTimeout());
  }

  @Override
  public OutputStream getOutputStream(Socket socket) throws IOException {
    return socket.getOutputStream();
  }
}
