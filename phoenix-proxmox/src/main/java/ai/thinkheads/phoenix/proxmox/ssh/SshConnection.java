package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection to a node on which the user is logged in, with the connections it goes through.
 */
final class SshConnection implements AutoCloseable {

  // The node's is the last one.
  private final List<Session> sessions;

  private SshConnection(List<Session> sessions) {
    this.sessions = List.copyOf(sessions);
  }

  /**
   * Connects and logs in, hop by hop.
   *
   * @throws ShellException when a host cannot be reached, is not trusted, or does not let us in
   */
  static SshConnection open(SshHost node, Credentials credentials) {
    List<SshHost> way = new ArrayList<>(node.via());
    way.add(node);
    List<Session> sessions = new ArrayList<>();
    try {
      for (int i = 0; i < way.size(); i++) {
        SshHost host = way.get(i);
        SocketFactory sockets =
            i == 0
                ? new DirectSockets(host)
                : new HopSockets(sessions.get(i - 1), way.get(i - 1), host);
        sessions.add(logIn(host, i == way.size() - 1, sockets, credentials));
      }
      return new SshConnection(sessions);
    } catch (RuntimeException e) {
      new SshConnection(sessions).close();
      throw e;
    }
  }

  private static Session logIn(
      SshHost host, boolean isNode, SocketFactory sockets, Credentials credentials) {
    LoginAttempts attempts = new LoginAttempts();
    HostKeyCheck hostKeys = new HostKeyCheck(host);
    PasswordDialog dialog = new PasswordDialog(host, isNode, credentials, attempts);
    try {
      JSch jsch = new JSch();
      jsch.setInstanceLogger(new JschLog());
      Session session = jsch.getSession(host.user(), host.address(), host.port());
      session.setHostKeyRepository(hostKeys);
      session.setIdentityRepository(
          KeyRing.of(host.identities(), new KeyFiles(jsch, credentials, attempts), attempts));
      session.setUserInfo(dialog);
      session.setSocketFactory(sockets);
      session.setDaemonThread(true);
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig("server_host_key", HostKeyCheck.NEGOTIATED_TYPES);
      session.setConfig("prefer_known_host_key_types", "yes");
      session.setConfig("PreferredAuthentications", "publickey,keyboard-interactive,password");
      session.setServerAliveInterval((int) host.aliveInterval().toMillis());
      session.setServerAliveCountMax(host.aliveCountMax());
      session.connect((int) host.connectTimeout().toMillis());
      dialog.succeeded();
      return session;
    } catch (JSchException e) {
      Optional<ShellException> refusal = hostKeys.refusal();
      throw refusal.orElseGet(() -> LoginFailure.explain(e, host, attempts));
    }
  }

  /** Whether commands can be run over it, as far as is known. */
  boolean isAlive() {
    return sessions.stream().allMatch(Session::isConnected);
  }

  /**
   * A channel for one command, which is not open yet.
   *
   * @throws JSchException when the connection is gone
   */
  ChannelExec newChannel() throws JSchException {
    ChannelExec channel = (ChannelExec) sessions.get(sessions.size() - 1).openChannel("exec");
    if (channel == null) {
      throw new JSchException("session is down");
    }
    return channel;
  }

  /** Ends all connections, that to the node first. */
  @Override
  public void close() {
    for (int i = sessions.size() - 1; i >= 0; i--) {
      sessions.get(i).disconnect();
    }
  }
}
