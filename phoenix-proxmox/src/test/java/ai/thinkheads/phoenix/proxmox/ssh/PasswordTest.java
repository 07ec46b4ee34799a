package ai.thinkheads.phoenix.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.thinkheads.phoenix.core.model.Secret;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.ssh.PasswordServer.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logging in with a password. */
@Timeout(60)
class PasswordTest {

  private static final String PASSWORD = "pa$$wörd 語";

  @TempDir Path directory;

  private final List<String> questions = new ArrayList<>();
  private Optional<PasswordServer> running = Optional.empty();

  @AfterEach
  void stop() {
    running.ifPresent(PasswordServer::close);
  }

  @ParameterizedTest
  @EnumSource
  void password_of_the_environment_logs_in(Method method) {
    PasswordServer server = server(method);

    assertThat(connects(server, variable(server, PASSWORD))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void password_is_asked_for_up_to_three_times(Method method) {
    PasswordServer server = server(method);

    assertThat(connects(server, asking(server, "wrong", "again", PASSWORD))).isTrue();
    assertThat(questions).hasSize(3).containsOnly("Password for " + server.target());
  }

  @ParameterizedTest
  @EnumSource
  void three_wrong_answers_are_enough(Method method) {
    PasswordServer server = server(method);

    AuthenticationFailedException e =
        failure(server, asking(server, "wrong", "wrong", "wrong", PASSWORD));

    assertThat(e)
        .hasMessage(
            "%s does not let root in, it accepts %s; tried password"
                .formatted(
                    server.target().substring(5),
                    method.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    assertThat(questions).hasSize(3);
  }

  @Test
  void wrong_password_of_the_environment_is_not_shown() {
    PasswordServer server = server(Method.PASSWORD);

    AuthenticationFailedException e = failure(server, variable(server, "hunter2"));

    assertThat(e)
        .hasMessageEndingWith(
            "; tried password; skipped password (PHOENIX_SSH_PASSWORD is not set or wrong, and there is nobody to ask)");
    assertThat(e).hasStackTraceContaining("Auth").satisfies(PasswordTest::showsNoSecret);
  }

  @Test
  void password_that_nobody_gives_is_told_of() {
    PasswordServer server = server(Method.PASSWORD);

    assertThat(failure(server, server.options(directory, Map.of())))
        .hasMessageEndingWith(
            "; nothing to try; skipped password (PHOENIX_SSH_PASSWORD is not set or wrong, and there is nobody to ask)");
  }

  @Test
  void expired_password_is_told_of_and_not_used_as_the_new_one() {
    PasswordServer server = server(Method.PASSWORD);
    server.expirePasswords();

    assertThat(failure(server, asking(server, PASSWORD, "new")))
        .hasMessageContaining("password (it has expired; change it with ssh)");
    assertThat(questions).hasSize(1);
  }

  @Test
  void question_for_something_else_is_put_to_the_person_and_never_answered_by_the_password() {
    PasswordServer server = server(Method.KEYBOARD_INTERACTIVE);
    server.askFor("Verification code: ", "123456"::equals);

    assertThat(connects(server, asking(server, "123456"))).isTrue();
    assertThat(questions)
        .containsExactly("Verification code: (Password for " + server.target() + ")");
    assertThat(failure(server, variable(server, "123456"))).isNotNull();
  }

  @Test
  void person_may_refuse_to_answer() {
    PasswordServer server = server(Method.PASSWORD);

    assertThat(failure(server, asking(server))).hasMessageContaining("does not let root in");
    assertThat(questions).hasSize(1);
  }

  @Test
  void password_of_the_environment_is_not_for_hosts_on_the_way() {
    SshOptions options =
        SshOptions.of(Map.of("PHOENIX_SSH_PASSWORD", "hunter2"), directory, "root");
    SshHost hop =
        new HostResolver(options, target -> new ConfigValues())
            .resolve(SshTarget.parse("root@hop"));
    LoginAttempts attempts = new LoginAttempts();

    PasswordDialog dialog = new PasswordDialog(hop, false, new Credentials(options), attempts);

    assertThat(dialog.promptPassword("Password:")).isFalse();
    assertThat(dialog.getPassword()).isNull();
    assertThat(new PasswordDialog(hop, true, new Credentials(options), attempts).promptPassword(""))
        .as("to the node itself")
        .isTrue();
  }

  @Test
  void password_is_kept_for_the_next_connection() {
    PasswordServer server = server(Method.PASSWORD);

    try (HostShell shell = HostShells.open(server.target(), asking(server, PASSWORD))) {
      shell.run(Command.of("true"));
      server.disconnectAll();
      shell.run(Command.of("true"));
    }

    assertThat(questions).hasSize(1);
  }

  @Test
  void secrets_are_in_no_log_and_no_text() {
    PasswordServer server = server(Method.PASSWORD);
    SshOptions options =
        server.options(
            directory,
            Map.of("PHOENIX_SSH_PASSWORD", "hunter2", "PHOENIX_SSH_PASSPHRASE", "hunter2"));

    failure(server, options);
    connects(server, asking(server, "hunter2", PASSWORD));

    assertThat(options.toString()).doesNotContain("hunter2");
    assertThat(OpenSshServer.read(Path.of("target", "test.log")))
        .contains("Authentications that can continue: password")
        .doesNotContain("hunter2", PASSWORD, "standard input of a test");
  }

  @Test
  void user_who_may_run_nothing_is_told_of() {
    PasswordServer server = server(Method.PASSWORD);
    server.refuseCommands();

    ShellException e =
        catchThrowableOfType(
            ShellException.class, () -> connects(server, variable(server, PASSWORD)));

    assertThat(e).hasMessageContaining("lets the user log in, but run no commands");
    assertThat(e.remedy()).contains("ForceCommand");
  }

  private static void showsNoSecret(Throwable e) {
    assertThat(e.toString() + e.getCause()).doesNotContain("hunter2");
  }

  private PasswordServer server(Method method) {
    PasswordServer server =
        PasswordServer.start((user, password) -> password.equals(PASSWORD), method);
    running = Optional.of(server);
    return server;
  }

  private SshOptions variable(PasswordServer server, String password) {
    return server.options(directory, Map.of("PHOENIX_SSH_PASSWORD", password));
  }

  private SshOptions asking(PasswordServer server, String... answers) {
    return server
        .options(directory, Map.of())
        .withPrompt(
            question -> {
              questions.add(question);
              int asked = questions.size();
              return asked > answers.length
                  ? Optional.empty()
                  : Optional.of(Secret.of(answers[asked - 1]));
            });
  }

  private static boolean connects(PasswordServer server, SshOptions options) {
    try (HostShell shell = HostShells.open(server.target(), options)) {
      return shell.run(Command.of("true").withStdin("standard input of a test")).isSuccess();
    }
  }

  private static AuthenticationFailedException failure(PasswordServer server, SshOptions options) {
    return catchThrowableOfType(
        AuthenticationFailedException.class, () -> connects(server, options));
  }
}
