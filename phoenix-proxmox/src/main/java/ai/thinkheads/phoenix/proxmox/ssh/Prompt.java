package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.core.model.Secret;
import java.util.Optional;

/** Asks a person for a password or passphrase. */
@FunctionalInterface
public interface Prompt {

  /**
   * Asks, without showing what is typed.
   *
   * @param question like {@code Password for root@pve1}
   * @return the answer; empty when the person does not want to give one
   */
  Optional<Secret> ask(String question);
}
