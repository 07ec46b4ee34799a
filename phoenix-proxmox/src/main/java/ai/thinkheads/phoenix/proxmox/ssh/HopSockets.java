package ai.thinkheads.phoenix.proxmox.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Connects to a host through the one before it on the way: what ProxyJump means. */
final class HopSockets implements SocketFactory {

  private final Session session;
  private final SshHost hop;
  private final SshHost host;

  /**
   * @param session to the hop
   * @param hop the host before
   * @param host the host to reach
   */
  HopSockets(Session session, SshHost hop, SshHost host) {
    this.session = session;
    this.hop = hop;
    this.host = host;
  }

  /**
   * @throws HostUnreachableException when the hop does not open the connection
   */
  @Override
  public Socket createSocket(String name, int port) throws IOException {
    try {
      Channel channel = session.getStreamForwarder(name, port);
      HopSocket socket = new HopSocket(channel);
      channel.connect((int) host.connectTimeout().toMillis());
      return socket;
    } catch (JSchException e) {
      throw new HostUnreachableException(
          hop.display() + " did not open a connection to " + host.where(),
          "check that the host is up and reachable from there, and that sshd on "
              + hop.name()
              + " has AllowTcpForwarding",
          e);
    }
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
