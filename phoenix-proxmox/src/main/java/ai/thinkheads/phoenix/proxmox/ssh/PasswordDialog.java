package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.model.Secret;
import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a server that asks for a password, in one login.
 *
 * <p>The variable's password is for the node itself, never for a host on the way to it.
 */
final class PasswordDialog implements UserInfo, UIKeyboardInteractive {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordDialog.class);

  private static final Pattern PASSWORD = Pattern.compile("(?i)pass(?!code|phrase)|kennwort");
  private static final Pattern NEW_PASSWORD = Pattern.compile("(?i)new .*password");

  private final Credentials credentials;
  private final LoginAttempts attempts;
  private final String question;
  private final Deque<Secret> known = new ArrayDeque<>();
  private int questionsLeft = Credentials.TRIES;
  private @Nullable Secret last;

  PasswordDialog(SshHost host, boolean isNode, Credentials credentials, LoginAttempts attempts) {
    this.credentials = credentials;
    this.attempts = attempts;
    this.question = "Password for " + host.display();
    if (isNode) {
      credentials.options().secret(SshOptions.PASSWORD_VARIABLE).ifPresent(known::add);
    }
    credentials.remembered(question).ifPresent(known::add);
  }

  /** Keeps the password for the next time; to be called when the login has worked. */
  void succeeded() {
    if (last != null) {
      credentials.remember(question, last);
    }
  }

  @Override
  public boolean promptPassword(String message) {
    last = next().orElse(null);
    return last != null;
  }

  @Override
  public @Nullable String getPassword() {
    return last == null ? null : last.reveal(Function.identity());
  }

  @Override
  public String @Nullable [] promptKeyboardInteractive(
      String destination, String name, String instruction, String[] prompts, boolean[] echo) {
    if (name.contains("Change") || Stream.of(prompts).anyMatch(NEW_PASSWORD.asPredicate())) {
      attempts.skipped("password", "it has expired; change it with ssh");
      return null;
    }
    if (prompts.length == 1 && !echo[0] && PASSWORD.matcher(prompts[0]).find()) {
      return promptPassword(prompts[0]) ? new String[] {getPassword()} : null;
    }
    String[] answers = new String[prompts.length];
    for (int i = 0; i < prompts.length; i++) {
      Optional<Secret> answer = credentials.ask(prompts[i].strip() + " (" + question + ")");
      if (answer.isEmpty()) {
        return null;
      }
      answers[i] = answer.get().reveal(Function.identity());
    }
    return answers;
  }

  private Optional<Secret> next() {
    if (!known.isEmpty()) {
      attempts.tried("password");
      return Optional.of(known.pop());
    }
    Optional<Secret> answer = questionsLeft-- > 0 ? credentials.ask(question) : Optional.empty();
    if (answer.isPresent()) {
      attempts.tried("password");
    } else if (!credentials.canAsk()) {
      attempts.skipped(
          "password",
          SshOptions.PASSWORD_VARIABLE + " is not set or wrong, and there is nobody to ask");
    }
    return answer;
  }

  /** Never: keys ask for themselves, and only once the server wants them. */
  @Override
  public boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  public @Nullable String getPassphrase() {
    return null;
  }

  /** Never: what JSch would ask here is decided by {@link HostKeyCheck}. */
  @Override
  public boolean promptYesNo(String message) {
    return false;
  }

  /** The server's banner. */
  @Override
  public void showMessage(String message) {
    LOG.debug("{}", message);
  }
}
