package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Places where no SSH server answers as it should. */
@Timeout(60)
class UnreachableTest {

  @TempDir Path directory;

  @Test
  void unknown_name_is_told_of() {
    HostUnreachableException e = failure("root@no-such-host.invalid");

    assertThat(e).hasMessage("no-such-host.invalid:22: there is no host of that name");
    assertThat(e.remedy()).contains("DNS");
  }

  @Test
  void refused_connection_is_told_of() throws IOException {
    int port;
    try (ServerSocket socket = listen()) {
      port = socket.getLocalPort();
    }

    HostUnreachableException e = failure("root@127.0.0.1:" + port);

    assertThat(e)
        .hasMessage(
            "127.0.0.1:%1$d: connection refused, nothing listens on port %1$d".formatted(port));
    assertThat(e.remedy()).contains("ssh://USER@HOST:PORT");
  }

  @Test
  void silent_server_is_given_up_after_the_connect_timeout() throws IOException {
    try (ServerSocket socket = listen()) {
      assertThat(failure("root@127.0.0.1:" + socket.getLocalPort()))
          .hasMessage(
              "127.0.0.1:%d: connected, but no answer within 0.3 s"
                  .formatted(socket.getLocalPort()));
    }
  }

  @Test
  void server_that_closes_the_connection_is_told_of() throws IOException {
    HostUnreachableException e = failureWith("");

    assertThat(e).hasMessageContaining(": the connection was closed before the login was done:");
    assertThat(e.remedy()).contains("MaxStartups").contains("journalctl -u ssh");
  }

  @Test
  void server_of_another_kind_is_told_of() throws IOException {
    assertThat(failureWith("HTTP/1.1 400 Bad Request\r\n\r\n").remedy())
        .contains("check that it is an SSH server");
  }

  @Test
  void server_that_talks_without_end_is_given_up() throws IOException {
    assertThat(failureWith("I am no SSH server\r\n".repeat(10_000)))
        .hasMessageContaining("it says more than 64 KiB before the greeting of an SSH server");
  }

  @Test
  void server_without_common_algorithms_is_told_of() {
    try (OpenSshServer server =
        OpenSshServer.start(directory.resolve("sshd"), "Ciphers chacha20-poly1305@openssh.com")) {
      HostUnreachableException e =
          catchThrowableOfType(
              HostUnreachableException.class, () -> run(server.target(), server.options()));

      assertThat(e)
          .hasMessageContaining("have no algorithm in common for cipher")
          .hasMessageEndingWith("the server offers chacha20-poly1305@openssh.com");
    }
  }

  @Test
  void threads_that_wait_for_the_same_connection_share_its_failure() throws Exception {
    try (ServerSocket socket = listen();
        HostShell shell = HostShells.open("root@127.0.0.1:" + socket.getLocalPort(), options())) {
      ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
      Runnable command =
          () -> {
            try {
              shell.run(Command.of("true"));
            } catch (HostUnreachableException e) {
              failures.add(e);
            }
          };
      List<Thread> threads = List.of(new Thread(command), new Thread(command), new Thread(command));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(failures).hasSize(3);
      assertThat(failures.stream().distinct()).hasSize(1);
    }
  }

  private HostUnreachableException failureWith(String answer) throws IOException {
    try (ServerSocket socket = listen()) {
      Thread server = new Thread(() -> answerOnce(socket, answer));
      server.start();
      return failure("root@127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static void answerOnce(ServerSocket socket, String answer) {
    try (Socket client = socket.accept();
        OutputStream out = client.getOutputStream()) {
      client.getInputStream().read();
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // the client has heard enough
    }
  }

  private HostUnreachableException failure(String target) {
    return catchThrowableOfType(HostUnreachableException.class, () -> run(target, options()));
  }

  private static void run(String target, SshOptions options) {
    try (HostShell shell = HostShells.open(target, options)) {
      shell.run(Command.of("true"));
    }
  }

  private SshOptions options() {
    return SshOptions.of(Map.of("PATH", "/nowhere"), directory, "root")
        .withConnectTimeout(Duration.ofMillis(300));
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }
}
