package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.time.Duration;
import java.util.List;

/** What commands took on a real node with 2 cores, over an SSH connection that was kept. */
final class RealisticLatency {

  private RealisticLatency() {}

  static Duration of(Command command) {
    List<String> argv =
        command.argv().stream()
            .dropWhile(word -> word.equals("env") || word.contains("="))
            .toList();
    String program = argv.isEmpty() ? "" : argv.get(0);
    String verb = argv.size() > 1 ? argv.get(1) : "";
    return Duration.ofMillis(
        switch (program) {
          case "pct" -> pct(verb);
          case "pvesm", "pveam" -> 450;
          case "lxc-attach" -> 26;
          default -> 20;
        });
  }

  private static long pct(String verb) {
    return switch (verb) {
      case "create", "clone" -> 3500;
      case "start" -> 1700;
      case "stop" -> 2100;
      case "shutdown" -> 3900;
      case "reboot" -> 5600;
      case "snapshot", "rollback", "delsnapshot", "destroy", "template", "resize" -> 900;
      default -> 750;
    };
  }
}
