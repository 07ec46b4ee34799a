package ai.thinkheads.phoenix.proxmox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;

/** The linter for shell scripts; tests that need it are skipped where it is not installed. */
final class ShellCheck {

  /** What it finds in a script, as people read it; empty when that is clean. */
  static String findings(String script) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder("shellcheck", "-").redirectErrorStream(true).start();
    } catch (IOException e) {
      return abort("shellcheck is not installed");
    }
    try (var stdin = process.getOutputStream()) {
      stdin.write(script.getBytes(UTF_8));
    }
    String findings = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return findings;
  }

  private ShellCheck() {}
}
