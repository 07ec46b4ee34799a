package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.model.Secret;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in to a real OpenSSH server with keys. */
@Timeout(60)
class LoginTest {

  @TempDir static Path shared;
  @TempDir Path directory;

  private static OpenSshServer server;

  @BeforeAll
  static void start() {
    server = OpenSshServer.start(shared.resolve("sshd"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-t ed25519",
    "-t ed25519 -N open-sesame",
    "-t rsa -b 2048",
    "-t rsa -b 2048 -m PEM -N open-sesame",
    "-t rsa -b 2048 -m PKCS8 -N open-sesame",
    "-t ecdsa -b 256",
    "-t ecdsa -b 384 -m PEM",
    "-t ecdsa -b 521 -m PKCS8 -N open-sesame",
  })
  void key_logs_in(String kind) throws Exception {
    Path key = OpenSshServer.generateKey(directory.resolve("key"), kind.split(" ", -1));
    server.authorize(key);
    Files.delete(Path.of(key + ".pub"));
    SshOptions options = only(key, Map.of("PHOENIX_SSH_PASSPHRASE", "open-sesame"));

    assertThat(connects(options)).isTrue();
  }

  @Test
  void passphrase_is_asked_for_once_and_kept_for_the_next_connection() {
    Path key = authorized("-t", "ed25519", "-N", "open-sesame");
    List<String> questions = new ArrayList<>();
    SshOptions options =
        only(key, Map.of())
            .withPrompt(
                question -> {
                  questions.add(question);
                  return Optional.of(Secret.of(questions.size() == 1 ? "mistyped" : "open-sesame"));
                });

    try (HostShell shell = HostShells.open(server.target(), options)) {
      shell.run(Command.of("true"));
      server.killConnections();
      shell.run(Command.of("true"));
    }

    assertThat(questions).containsExactly("Passphrase for " + key, "Passphrase for " + key);
  }

  @Test
  void passphrase_is_not_asked_for_when_the_server_does_not_want_the_key() {
    Path key =
        OpenSshServer.generateKey(directory.resolve("key"), "-t", "ed25519", "-N", "open-sesame");
    SshOptions options =
        only(key, Map.of())
            .withPrompt(
                question -> {
                  throw new AssertionError("asked for " + question);
                });

    assertThat(failure(options))
        .hasMessage(
            "127.0.0.1:%d does not let root in, it accepts publickey; tried key %s"
                .formatted(server.port(), key));
  }

  @Test
  void locked_key_is_told_of_when_nobody_can_unlock_it() {
    Path key = authorized("-t", "ed25519", "-N", "open-sesame");

    assertThat(failure(only(key, Map.of())))
        .hasMessageEndingWith(
            "; skipped key %s (its passphrase is in neither PHOENIX_SSH_PASSPHRASE nor the agent)"
                .formatted(key));
    assertThat(failure(only(key, Map.of("PHOENIX_SSH_PASSPHRASE", "hunter2"))))
        .hasMessageEndingWith("; skipped key %s (the passphrase is wrong)".formatted(key))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void keys_that_cannot_be_used_are_told_of_with_the_reason() throws Exception {
    Path open = authorized("-t", "ed25519");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Path noKey = Files.writeString(directory.resolve("no_key"), "-----BEGIN nonsense");
    Path torn =
        Files.writeString(directory.resolve("torn"), OpenSshServer.read(open).substring(0, 200));
    for (Path file : List.of(noKey, torn)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Path missing = directory.resolve("missing");

    AuthenticationFailedException e =
        failure(
            only(open, Map.of())
                .withIdentityFile(noKey)
                .withIdentityFile(torn)
                .withIdentityFile(missing));

    assertThat(e)
        .hasMessageEndingWith(
            "nothing to try; skipped"
                + " key %s (others may read it, its mode is rw-r--r--; chmod 600 it),"
                    .formatted(open)
                + " key %s (it is no private key that can be used here),".formatted(noKey)
                + " key %s (it is no private key that can be used here),".formatted(torn)
                + " key %s (there is no such file)".formatted(missing));
    assertThat(e.remedy()).contains("ssh-copy-id").contains("PHOENIX_SSH_PASSWORD");
  }

  @Test
  void usual_keys_of_the_home_directory_are_tried_and_not_missed() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home/.ssh")).getParent();
    Path ecdsa = OpenSshServer.generateKey(home.resolve(".ssh/id_ecdsa"), "-t", "ecdsa");
    SshOptions options =
        SshOptions.of(Map.of("PATH", System.getenv("PATH")), home, "root")
            .withConfigFile(emptyConfig())
            .withKnownHosts(server.knownHosts());

    assertThat(failure(options)).hasMessageEndingWith("; tried key " + ecdsa);
    Path ed25519 = OpenSshServer.generateKey(home.resolve(".ssh/id_ed25519"), "-t", "ed25519");
    server.authorize(ed25519);
    assertThat(connects(options)).isTrue();
  }

  @Test
  void key_of_the_agent_logs_in() {
    Path key = authorized("-t", "ed25519");
    try (Agent agent = Agent.start(directory)) {
      agent.add(key);
      OpenSshServer.delete(key);

      assertThat(connects(none(agent.environment()))).isTrue();
    }
  }

  @Test
  void rsa_key_of_the_agent_logs_in() {
    Path key = authorized("-t", "rsa", "-b", "2048");
    try (Agent agent = Agent.start(directory)) {
      agent.add(key);

      assertThat(connects(none(agent.environment()))).isTrue();
    }
  }

  @Test
  void agent_signs_for_a_locked_key_file_that_it_holds() {
    Path key = authorized("-t", "ed25519");
    try (Agent agent = Agent.start(directory)) {
      agent.add(key);
      OpenSshServer.run(
          List.of("ssh-keygen", "-q", "-p", "-N", "open-sesame", "-f", key.toString()));
      SshOptions options =
          configured(agent.environment(), "IdentitiesOnly yes", "IdentityFile " + key);

      assertThat(connects(options)).isTrue();
    }
  }

  @Test
  void identities_only_leaves_out_other_keys_of_the_agent() {
    Path good = authorized("-t", "ed25519");
    Path other = OpenSshServer.generateKey(directory.resolve("other"), "-t", "ed25519");
    try (Agent agent = Agent.start(directory)) {
      agent.add(good);
      SshOptions options =
          configured(agent.environment(), "IdentitiesOnly yes", "IdentityFile " + other);

      assertThat(failure(options)).hasMessageEndingWith("; tried key " + other);
    }
  }

  @Test
  void too_many_keys_in_the_agent_are_told_of() {
    Path good = authorized("-t", "ed25519");
    try (Agent agent = Agent.start(directory)) {
      for (int i = 0; i < 6; i++) {
        agent.add(OpenSshServer.generateKey(directory.resolve("other" + i), "-t", "ed25519"));
      }
      agent.add(good);

      AuthenticationFailedException e = failure(none(agent.environment()));

      assertThat(e).hasMessageContaining("too many failed logins; tried agent key comment");
      assertThat(e.remedy()).contains("IdentitiesOnly yes");
    }
  }

  @Test
  void identity_agent_of_the_configuration_replaces_the_one_of_the_environment() {
    Path key = authorized("-t", "ed25519");
    try (Agent agent = Agent.start(directory)) {
      agent.add(key);

      assertThat(connects(configured(Map.of(), "IdentityAgent " + agent.socket()))).isTrue();
      assertThat(failure(configured(agent.environment(), "IdentityAgent none")))
          .hasMessageContaining("nothing to try");
    }
  }

  @Test
  void agent_that_does_not_answer_is_told_of() {
    Path socket = directory.resolve("nobody");

    assertThat(failure(none(Map.of("SSH_AUTH_SOCK", socket.toString()))))
        .hasMessageContaining("skipped agent " + socket + " (it does not answer)");
  }

  @Test
  void agent_without_keys_is_told_of() {
    try (Agent agent = Agent.start(directory)) {

      assertThat(failure(none(agent.environment())))
          .hasMessageContaining("skipped agent " + agent.socket() + " (it holds no keys)");
    }
  }

  @Test
  void user_who_is_not_allowed_is_told_of() {
    try (OpenSshServer picky =
        OpenSshServer.start(directory.resolve("picky"), "AllowUsers nobody")) {
      AuthenticationFailedException e =
          catchThrowableOfType(
              AuthenticationFailedException.class, () -> run(picky.target(), picky.options()));

      assertThat(e).hasMessageContaining("does not let root in");
    }
  }

  private Path authorized(String... kind) {
    Path key = OpenSshServer.generateKey(directory.resolve("key"), kind);
    server.authorize(key);
    return key;
  }

  private Path emptyConfig() {
    Path config = directory.resolve("config");
    OpenSshServer.write(config, "");
    return config;
  }

  /** Options with that key and no other. */
  private SshOptions only(Path key, Map<String, String> environment) {
    return none(environment).withIdentityFile(key);
  }

  /** Options with no key at all. */
  private SshOptions none(Map<String, String> environment) {
    return configured(environment);
  }

  private SshOptions configured(Map<String, String> environment, String... lines) {
    Path config = emptyConfig();
    OpenSshServer.write(config, String.join("\n", lines) + "\n");
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", System.getenv("PATH"));
    return SshOptions.of(all, directory.resolve("nowhere"), "root")
        .withConfigFile(config)
        .withKnownHosts(server.knownHosts());
  }

  private static boolean connects(SshOptions options) {
    return run(server.target(), options);
  }

  private static AuthenticationFailedException failure(SshOptions options) {
    return catchThrowableOfType(AuthenticationFailedException.class, () -> connects(options));
  }

  private static boolean run(String target, SshOptions options) {
    try (HostShell shell = HostShells.open(target, options)) {
      return shell.run(Command.of("true")).isSuccess();
    }
  }
}
