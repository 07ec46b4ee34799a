package ai.thinkheads.phoenix.proxmox.ssh;

import java.util.LinkedHashSet;
import java.util.Set;

/** What was tried to log in, and what was not and why; told when the login fails. */
final class LoginAttempts {

  private final Set<String> tried = new LinkedHashSet<>();
  private final Set<String> skipped = new LinkedHashSet<>();

  void tried(String what) {
    tried.add(what);
  }

  void skipped(String what, String why) {
    skipped.add(what + " (" + why + ")");
  }

  /** Like {@code tried key /root/.ssh/id_rsa; skipped password (nobody to ask)}. */
  @Override
  public String toString() {
    String text = tried.isEmpty() ? "nothing to try" : "tried " + String.join(", ", tried);
    return skipped.isEmpty() ? text : text + "; skipped " + String.join(", ", skipped);
  }
}
