package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.ssh.HostKeyRejectedException.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether a real OpenSSH server is believed to be the right one. */
@Timeout(60)
class HostKeyTest {

  @TempDir static Path shared;
  @TempDir Path directory;

  private static OpenSshServer server;

  @BeforeAll
  static void start() {
    Path sshd = shared.resolve("sshd");
    OpenSshServer.assumeAvailable();
    OpenSshServer.createDirectories(sshd);
    OpenSshServer.generateKey(sshd.resolve("host_ecdsa"), "-t", "ecdsa");
    server =
        OpenSshServer.start(
            sshd,
            "HostKey " + sshd.resolve("host_ed25519"),
            "HostKey " + sshd.resolve("host_ecdsa"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void unknown_host_is_refused_with_its_fingerprint_and_what_to_do() {
    Path empty = knownHosts("# nobody\n");

    HostKeyRejectedException e = refusal(options(empty));

    assertThat(e.reason()).isEqualTo(Reason.UNKNOWN);
    assertThat(e)
        .hasMessage(
            "127.0.0.1:%d is not known: no known_hosts file has its key ssh-ed25519 %s"
                .formatted(server.port(), fingerprint("ed25519")));
    assertThat(e.remedy())
        .contains("ssh-keygen -lf")
        .contains("ssh-keyscan -p %d 127.0.0.1 >> %s".formatted(server.port(), empty))
        .contains("accept-new");
    assertThat(OpenSshServer.read(empty)).isEqualTo("# nobody\n");
  }

  @Test
  void missing_known_hosts_file_knows_nobody() {
    Path missing = directory.resolve("missing");

    assertThat(refusal(options(missing)).reason()).isEqualTo(Reason.UNKNOWN);
    assertThat(missing).doesNotExist();
  }

  @Test
  void new_host_is_remembered_when_new_hosts_are_accepted() {
    Path file = directory.resolve("new").resolve("known_hosts");
    SshOptions accepting = options(file).withHostKeys(HostKeyPolicy.ACCEPT_NEW);

    assertThat(connects(accepting)).isTrue();
    assertThat(OpenSshServer.read(file))
        .isEqualTo(server.knownAs() + " " + server.hostKey("ed25519") + "\n");
    assertThat(connects(options(file))).as("then it is known").isTrue();
  }

  @Test
  void new_host_goes_behind_what_the_file_holds() {
    Path file = knownHosts("# no line break at the end");

    connects(options(file).withHostKeys(HostKeyPolicy.ACCEPT_NEW));

    assertThat(OpenSshServer.read(file))
        .isEqualTo(
            "# no line break at the end\n%s %s\n"
                .formatted(server.knownAs(), server.hostKey("ed25519")));
  }

  @Test
  void changed_key_is_refused_with_both_fingerprints_and_its_place() {
    Path other = OpenSshServer.generateKey(directory.resolve("other"), "-t", "ed25519");
    Path file = knownHosts("\n" + server.knownAs() + " " + publicKey(other) + "\n");

    for (HostKeyPolicy policy : HostKeyPolicy.values()) {
      HostKeyRejectedException e = refusal(options(file).withHostKeys(policy));

      assertThat(e.reason()).isEqualTo(Reason.CHANGED);
      assertThat(e)
          .hasMessage(
              "127.0.0.1:%d shows the key ssh-ed25519 %s, but is known by ssh-ed25519 %s (%s:2)"
                  .formatted(
                      server.port(),
                      fingerprint("ed25519"),
                      OpenSshServer.fingerprint(other),
                      file));
      assertThat(e.remedy()).contains("ssh-keygen -f %s -R '%s'".formatted(file, server.knownAs()));
    }
  }

  @Test
  void remedy_for_a_changed_key_works() {
    Path other = OpenSshServer.generateKey(directory.resolve("other"), "-t", "ed25519");
    Path file = knownHosts(server.knownAs() + " " + publicKey(other) + "\n");
    String remedy = refusal(options(file)).remedy();

    OpenSshServer.run(
        List.of("bash", "-c", remedy.replaceAll(".*(ssh-keygen -f .*-R '[^']*').*", "$1")));

    assertThat(refusal(options(file)).reason()).isEqualTo(Reason.UNKNOWN);
  }

  @Test
  void server_is_asked_for_the_key_that_is_known() {
    Path file = knownHosts(server.knownAs() + " " + server.hostKey("ecdsa") + "\n");

    assertThat(connects(options(file))).isTrue();
  }

  @Test
  void key_of_another_type_than_the_known_one_is_a_changed_key() {
    Path rsa = OpenSshServer.generateKey(directory.resolve("rsa"), "-t", "rsa", "-b", "2048");
    Path file = knownHosts(server.knownAs() + " " + publicKey(rsa) + "\n");

    assertThat(refusal(options(file).withHostKeys(HostKeyPolicy.ACCEPT_NEW)).reason())
        .isEqualTo(Reason.CHANGED);
  }

  @Test
  void hashed_entry_is_understood() {
    Path file = knownHosts(server.knownAs() + " " + server.hostKey("ed25519") + "\n");
    OpenSshServer.run(List.of("ssh-keygen", "-q", "-H", "-f", file.toString()));

    assertThat(OpenSshServer.read(file)).startsWith("|1|");
    assertThat(connects(options(file))).isTrue();
  }

  @Test
  void entry_without_a_port_is_good_for_any_port() {
    assertThat(connects(options(knownHosts("127.0.0.1 " + server.hostKey("ed25519") + "\n"))))
        .isTrue();
  }

  @Test
  void entry_with_patterns_is_understood() {
    String key = server.hostKey("ed25519");

    assertThat(connects(options(knownHosts("pve9,[127.0.?.*]:* " + key + "\n")))).isTrue();
    assertThat(
            refusal(options(knownHosts("[127.0.0.*]:*,!" + server.knownAs() + " " + key))).reason())
        .isEqualTo(Reason.UNKNOWN);
  }

  @Test
  void revoked_key_is_refused_although_it_is_known() {
    String key = server.hostKey("ed25519");
    Path file = knownHosts(server.knownAs() + " " + key + "\n@revoked * " + key + "\n");

    HostKeyRejectedException e = refusal(options(file).withHostKeys(HostKeyPolicy.ACCEPT_NEW));

    assertThat(e.reason()).isEqualTo(Reason.REVOKED);
    assertThat(e).hasMessageEndingWith(", which " + file + ":2 revokes");
  }

  @Test
  void certificate_authority_is_said_to_be_unused() {
    Path file = knownHosts("@cert-authority * " + server.hostKey("ed25519") + "\n");

    assertThat(refusal(options(file)))
        .hasMessageEndingWith("(the @cert-authority in " + file + ":1 is not used here)");
  }

  @Test
  void all_known_hosts_files_count() {
    Path first = knownHosts("# empty\n");

    assertThat(connects(server.options().withKnownHosts(first, server.knownHosts()))).isTrue();
  }

  @Test
  void nothing_is_tried_with_a_host_that_is_refused() {
    SshOptions options =
        options(knownHosts(""))
            .withPrompt(
                question -> {
                  throw new AssertionError("asked for " + question);
                });

    assertThat(refusal(options).reason()).isEqualTo(Reason.UNKNOWN);
  }

  private Path knownHosts(String text) {
    Path file = directory.resolve("known_hosts");
    OpenSshServer.write(file, text);
    return file;
  }

  private static SshOptions options(Path knownHosts) {
    return server.options().withKnownHosts(knownHosts);
  }

  private static boolean connects(SshOptions options) {
    try (HostShell shell = HostShells.open(server.target(), options)) {
      return shell.run(Command.of("true")).isSuccess();
    }
  }

  private static HostKeyRejectedException refusal(SshOptions options) {
    return catchThrowableOfType(HostKeyRejectedException.class, () -> connects(options));
  }

  private static String fingerprint(String type) {
    return OpenSshServer.fingerprint(shared.resolve("sshd").resolve("host_" + type));
  }

  private static String publicKey(Path key) {
    return OpenSshServer.read(Path.of(key + ".pub")).replaceAll(" comment\\s*$", "");
  }
}
