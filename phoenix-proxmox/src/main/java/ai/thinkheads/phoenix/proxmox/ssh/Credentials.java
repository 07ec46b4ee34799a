package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The passwords and passphrases of one shell: from variables, or asked for once and then kept. */
final class Credentials {

  /** How often a person may mistype. */
  static final int TRIES = 3;

  private final SshOptions options;
  private final Map<String, Secret> answers = new HashMap<>();

  Credentials(SshOptions options) {
    this.options = options;
  }

  SshOptions options() {
    return options;
  }

  /** Whether there is a person to ask. */
  boolean canAsk() {
    return options.prompt().isPresent();
  }

  /** The answer that was right before. */
  synchronized Optional<Secret> remembered(String question) {
    return Optional.ofNullable(answers.get(question));
  }

  /** Keeps an answer that was right. */
  synchronized void remember(String question, Secret answer) {
    answers.put(question, answer);
  }

  /** Asks; empty when nobody is there or nobody wants to answer. */
  synchronized Optional<Secret> ask(String question) {
    return options.prompt().flatMap(prompt -> prompt.ask(question));
  }

  /**
   * Unlocks a key with the variable's passphrase, a remembered one, or a person's.
   *
   * @param unlocks tries a passphrase
   */
  boolean unlock(String question, Predicate<Secret> unlocks) {
    Optional<Secret> given = options.secret(SshOptions.PASSPHRASE_VARIABLE);
    if (given.filter(unlocks).isPresent() || remembered(question).filter(unlocks).isPresent()) {
      return true;
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<Secret> answer = ask(question);
      if (answer.isEmpty()) {
        return false;
      }
      if (unlocks.test(answer.get())) {
        remember(question, answer.get());
        return true;
      }
    }
    return false;
  }
}
