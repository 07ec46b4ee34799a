package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may say before it greets. */
class GreetingLimitTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-x\r\nrest",
        "Welcome\r\nto SSH-land\nSSH-2.0-x\r\nrest",
        "S\nSS\nSSH\nSSH-2.0-x\nrest",
        ""
      })
  void whatever_ends_arrives_as_it_was(String said) throws IOException {
    assertThat(stream(said, Duration.ofMinutes(1)).readAllBytes()).isEqualTo(bytes(said));
  }

  @Test
  void what_follows_the_greeting_has_no_limit() throws IOException {
    String said = "notice\nSSH-2.0-x\n" + "x".repeat(2 * GreetingLimit.MOST_BYTES);

    assertThat(stream(said, Duration.ofMinutes(1)).readAllBytes()).isEqualTo(bytes(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x\n", "SSH\n", "xSSH-\n"})
  void a_server_that_never_comes_to_its_greeting_is_given_up(String said) {
    InputStream stream = stream(said.repeat(GreetingLimit.MOST_BYTES + 1), Duration.ofMinutes(1));

    assertThatThrownBy(stream::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 64 KiB before the greeting");
  }

  @Test
  void a_server_that_takes_too_long_is_given_up() {
    assertThatThrownBy(() -> stream("x\n", Duration.ofNanos(-1)).readAllBytes())
        .isInstanceOf(InterruptedIOException.class);
  }

  private static InputStream stream(String said, Duration timeout) {
    return new GreetingLimit(new ByteArrayInputStream(bytes(said)), timeout);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
