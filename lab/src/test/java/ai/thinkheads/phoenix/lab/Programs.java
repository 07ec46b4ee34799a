package ai.thinkheads.phoenix.lab;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import ai.thinkheads.phoenix.proxmox.shell.LocalShell;
import java.time.Duration;
import java.util.List;

/** The programs of this machine. */
final class Programs {

  private static final HostShell SHELL =
      LocalShell.of(System.getProperty("user.name"), 64, 256L << 20);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Programs() {}

  /** Runs a program to its successful end. */
  static String run(String... argv) {
    return run(List.of(argv));
  }

  /** Runs a program to its successful end. */
  static String run(List<String> argv) {
    CommandResult result = SHELL.run(Command.of(argv).withTimeout(PATIENCE));
    if (!result.isSuccess()) {
      throw new IllegalStateException(
          argv + " failed with " + result.exitCode() + ": " + result.stderrText().strip());
    }
    return result.stdoutText();
  }

  /** Whether a program ends well. */
  static boolean succeeds(String... argv) {
    return SHELL.run(Command.of(argv)).isSuccess();
  }

  /** A shell on this machine. */
  static HostShell shell() {
    return SHELL;
  }
}
