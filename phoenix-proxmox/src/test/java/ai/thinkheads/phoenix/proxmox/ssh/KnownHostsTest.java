package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.ssh.KnownHost.HostPublicKey;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.HostKeyLookup;
import ai.thinkheads.phoenix.proxmox.ssh.SshHost.Identities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {

  private static final String BLOB =
      "AAAAC3NzaC1lZDI1NTE5AAAAIPvaaV8Jh54ndgBVsqreHFfj2c3ugMgd9p7vx/9zoFo8";
  private static final String KEY = "ssh-ed25519 " + BLOB;
  private static final HostPublicKey THE_KEY = HostPublicKey.of(Base64.getDecoder().decode(BLOB));

  // Made by ssh-keygen -H.
  private static final String HASH_OF_PORT =
      "|1|ydbFavm6la2cJeGS3hvHbCEYI2U=|Hfeuw15F7qtMp8za+HngnaR6QvI=";
  private static final String HASH_OF_NAME =
      "|1|c2nTrWJrMVnXK3I0FPFon+kLBMA=|3GuxBA6esuw+IlbH0Nz7yk5HN/k=";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pve1                              | pve1      | 22   | true",
        "PVE1                              | pve1      | 22   | true",
        "pve1                              | PVE1      | 22   | true",
        "pve1,10.0.0.9                     | 10.0.0.9  | 22   | true",
        "pve?                              | pve12     | 22   | false",
        "pve*                              | pve12     | 22   | true",
        "pve.1                             | pvex1     | 22   | false",
        "*,!pve1                           | pve1      | 22   | false",
        "[pve1]:2222                       | pve1      | 2222 | true",
        "[pve1]:2222                       | pve1      | 22   | false",
        "[pve1]:2222                       | pve1      | 2223 | false",
        "pve1                              | pve1      | 2222 | true",
        "[fe80::1]:2222                    | fe80::1   | 2222 | true",
        "HASH_OF_PORT                      | pve1      | 2222 | true",
        "HASH_OF_PORT                      | pve1      | 22   | false",
        "HASH_OF_NAME                      | pve1      | 22   | true",
        "HASH_OF_NAME                      | pve2      | 22   | false",
        "'|1|no-salt'                      | pve1      | 22   | false",
      })
  void entry_is_about_hosts(String patterns, String address, int port, boolean expected) {
    assertThat(known(patterns.strip() + " " + KEY, host(address, port)).contains(THE_KEY))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# pve1 " + KEY,
        "pve1",
        "pve1 ssh-ed25519",
        "pve1 ssh-ed25519 not-base64!",
        "pve1 ssh-ed25519 AAAA",
        "@revoked pve1 " + KEY,
        "@cert-authority pve1 " + KEY,
      })
  void line_without_an_entry_vouches_for_nobody(String line) {
    assertThat(known(line, host("pve1", 22)).contains(THE_KEY)).isFalse();
  }

  @Test
  void lines_may_have_blanks_comments_crlf_and_any_encoding() throws IOException {
    Files.write(
        directory.resolve("known_hosts"),
        ("# gr\u00fc\u00dfe\r\n\r\n \t pve1\t " + KEY + "  a comment\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    KnownHosts known = KnownHosts.of(host("pve1", 22));

    assertThat(known.plain())
        .extracting(KnownHost::place)
        .containsExactly(directory.resolve("known_hosts") + ":3");
  }

  @Test
  void alias_replaces_address_and_port() {
    SshHost host = host(Optional.of("lab"), "pve1", 2222);

    assertThat(known("lab " + KEY, host).contains(THE_KEY)).isTrue();
    assertThat(known("[pve1]:2222,pve1 " + KEY, host).contains(THE_KEY)).isFalse();
  }

  @Test
  void file_that_cannot_be_read_is_told_of() throws IOException {
    Files.createDirectory(directory.resolve("known_hosts"));

    assertThatExceptionOfType(ShellException.class)
        .isThrownBy(() -> KnownHosts.of(host("pve1", 22)))
        .withMessageStartingWith(
            "cannot read the host keys in " + directory.resolve("known_hosts"));
  }

  private KnownHosts known(String line, SshHost host) {
    String text = line.replace("HASH_OF_PORT", HASH_OF_PORT).replace("HASH_OF_NAME", HASH_OF_NAME);
    OpenSshServer.write(directory.resolve("known_hosts"), text + "\n");
    return KnownHosts.of(host);
  }

  private SshHost host(String address, int port) {
    return host(Optional.empty(), address, port);
  }

  private SshHost host(Optional<String> alias, String address, int port) {
    return new SshHost(
        address,
        address,
        port,
        "root",
        new HostKeyLookup(
            alias, List.of(directory.resolve("known_hosts")), List.of(), HostKeyPolicy.STRICT),
        new Identities(List.of(), true, Optional.empty()),
        List.of(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        1);
  }
}
