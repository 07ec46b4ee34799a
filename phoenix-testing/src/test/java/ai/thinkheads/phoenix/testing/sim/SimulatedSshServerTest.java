package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SimulatedSshServerTest {

  @TempDir private Path folder;

  @Test
  void a_client_with_the_key_gets_outputs_and_exit_status() throws Exception {
    CommandLineShell echo =
        (line, stdin, stdout, stderr) -> {
          write(stdout, read(stdin));
          write(stderr, line.getBytes(StandardCharsets.UTF_8));
          return 7;
        };
    byte[] sent = new byte[300_000];
    new Random(1).nextBytes(sent);

    try (SimulatedSshServer server = SimulatedSshServer.start(echo)) {
      Session session = connect(server, server.writeClientKey(folder.resolve("key")));
      ChannelExec channel = (ChannelExec) session.openChannel("exec");
      ByteArrayOutputStream stderr = new ByteArrayOutputStream();
      channel.setCommand("pct config 950 'grüße'");
      channel.setInputStream(new ByteArrayInputStream(sent));
      channel.setErrStream(stderr);
      InputStream stdout = channel.getInputStream();
      channel.connect();
      byte[] received = stdout.readAllBytes();
      while (!channel.isClosed()) {
        Thread.onSpinWait();
      }

      assertThat(Arrays.equals(received, sent)).isTrue();
      assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("pct config 950 'grüße'");
      assertThat(channel.getExitStatus()).isEqualTo(7);
      session.disconnect();
    }
  }

  @Test
  void another_key_is_refused() {
    CommandLineShell silent = (line, stdin, stdout, stderr) -> 0;
    try (SimulatedSshServer server = SimulatedSshServer.start(silent);
        SimulatedSshServer other = SimulatedSshServer.start(silent)) {
      Path key = other.writeClientKey(folder.resolve("key"));

      assertThatThrownBy(() -> connect(server, key))
          .isInstanceOf(JSchException.class)
          .hasMessageContaining("Auth fail");
    }
  }

  @Test
  void a_simulated_node_is_entered_over_ssh() throws Exception {
    SimulatedHost host = SimulatedHost.inMemory();

    try (SimulatedSshServer server = SimulatedSshServer.start(host)) {
      Session session = connect(server, server.writeClientKey(folder.resolve("key")));

      assertThat(exec(session, "pct status 100"))
          .isEqualTo(
              CommandResult.of(
                  2, "", "Configuration file 'nodes/pve1/lxc/100.conf' does not exist\n"));
      assertThat(exec(session, "env LANG=C.UTF-8 hostname"))
          .isEqualTo(CommandResult.of(0, "pve1\n", ""));
      assertThat(host.commands()).hasSize(2);
      session.disconnect();
    }
  }

  @Test
  void a_connection_that_shall_break_breaks() throws Exception {
    SimulatedHost host = SimulatedHost.inMemory().hangUpAfter(command -> true);

    try (SimulatedSshServer server = SimulatedSshServer.start(host)) {
      Session session = connect(server, server.writeClientKey(folder.resolve("key")));

      assertThat(exec(session, "hostname").exitCode()).isEqualTo(NO_STATUS);
      while (session.isConnected()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void closing_leaves_no_thread_that_keeps_java_running() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    SimulatedSshServer server = SimulatedSshServer.start(SimulatedHost.inMemory());
    Session session = connect(server, server.writeClientKey(folder.resolve("key")));
    exec(session, "hostname");

    server.close();
    session.disconnect();

    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !thread.isDaemon()) {
        thread.join(5_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static final int NO_STATUS = -1;

  private static CommandResult exec(Session session, String line) throws Exception {
    ChannelExec channel = (ChannelExec) session.openChannel("exec");
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    channel.setCommand(line);
    channel.setErrStream(stderr);
    channel.setInputStream(null);
    InputStream stdout = channel.getInputStream();
    channel.connect();
    byte[] received = stdout.readAllBytes();
    while (!channel.isClosed()) {
      Thread.onSpinWait();
    }
    return new CommandResult(channel.getExitStatus(), received, stderr.toByteArray());
  }

  private Session connect(SimulatedSshServer server, Path key) throws JSchException {
    JSch jsch = new JSch();
    jsch.setKnownHosts(server.writeKnownHosts(folder.resolve("known_hosts")).toString());
    jsch.addIdentity(key.toString());
    Session session = jsch.getSession("root", "127.0.0.1", server.port());
    session.setConfig("PreferredAuthentications", "publickey");
    session.connect();
    return session;
  }

  private static byte[] read(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
