package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.thinkheads.phoenix.core.problem.InvalidInputException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshTargetTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ssh://root@pve1:22, root, pve1, 22",
        "ssh://root@pve1, root, pve1, -",
        "ssh://pve1/, -, pve1, -",
        "root@pve1, root, pve1, -",
        "pve1, -, pve1, -",
        "pve1:2222, -, pve1, 2222",
        "root@10.0.0.9:2222, root, 10.0.0.9, 2222",
        "ssh://root@[fe80::1]:22, root, fe80::1, 22",
        "root@[::1], root, ::1, -",
        "root@fe80::1%eth0, root, fe80::1%eth0, -",
        "::1, -, ::1, -",
        "admin@realm@pve_1.lan, admin@realm, pve_1.lan, -",
      })
  void address_has_user_host_and_port(String text, String user, String host, Integer port) {
    assertThat(SshTarget.parse(text))
        .isEqualTo(
            new SshTarget(
                Optional.ofNullable(user),
                host,
                port == null ? OptionalInt.empty() : OptionalInt.of(port)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|the host is missing",
        "root@|the host is missing",
        "@pve1|\"\" is no user name",
        "ro ot@pve1|\"ro ot\" is no user name",
        "-oProxyCommand=x|\"-oProxyCommand=x\" is no host",
        "pve 1|\"pve 1\" is no host",
        "pve1:|\"\" is no port",
        "pve1:ssh|\"ssh\" is no port",
        "pve1:0|port 0 is not between 1 and 65535",
        "pve1:65536|port 65536 is not between 1 and 65535",
        "pve1:99999999999|\"99999999999\" is no port",
        "[::1|\"[::1\" is no host",
        "https://pve1:8006|only ssh:// is known here",
        "ssh://pve1/etc|there is a path after the host",
      })
  void nonsense_is_refused_with_its_reason(String text, String reason) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SshTarget.parse(text))
        .withMessageContaining(reason)
        .withMessageContaining("ssh://USER@HOST:PORT");
  }

  @Test
  void password_in_the_address_is_refused_and_not_repeated() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SshTarget.parse("ssh://root:hunter2@pve1"))
        .withMessageContaining("PHOENIX_SSH_PASSWORD")
        .withMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"ssh://root@pve1:22,root@pve1:22", "[::1]:22,[::1]:22", "ssh://pve1/,pve1"})
  void target_prints_in_its_short_form(String text, String printed) {
    assertThat(SshTarget.parse(text)).hasToString(printed);
  }
}
