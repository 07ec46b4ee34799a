package ai.thinkheads.phoenix.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
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
          write(stdout, stdin);
          write(stderr, line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
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
      assertThat(stderr.toString(java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("pct config 950 'grüße'");
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

  private Session connect(SimulatedSshServer server, Path key) throws JSchException {
    JSch jsch = new JSch();
    jsch.setKnownHosts(server.writeKnownHosts(folder.resolve("known_hosts")).toString());
    jsch.addIdentity(key.toString());
    Session session = jsch.getSession("root", "127.0.0.1", server.port());
    session.setConfig("PreferredAuthentications", "publickey");
    session.connect();
    return session;
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
