package ai.thinkheads.phoenix.testing.sim;

import java.util.List;
import java.util.Map;

/** The overview of all subcommands that {@code pct} gives to who asks for none of them. */
final class PctUsage {

  /** In the order and the groups of the real program; with usage where we have no such verb. */
  private static final List<List<String>> GROUPS =
      List.of(
          List.of(
              "clone",
              "create",
              "destroy",
              "list",
              "migrate <vmid> <target> [OPTIONS]",
              "move-volume <vmid> <volume> [<storage>] [<target-vmid>] [<target-volume>] [OPTIONS]",
              "pending",
              "resize",
              "restore <vmid> <ostemplate> [OPTIONS]",
              "template"),
          List.of("config", "set"),
          List.of("delsnapshot", "listsnapshot", "rollback", "snapshot"),
          List.of("reboot", "resume", "shutdown", "start", "stop", "suspend"),
          List.of(
              "console",
              "cpusets ",
              "df <vmid>",
              "enter <vmid> [OPTIONS]",
              "exec",
              "fsck <vmid> [OPTIONS]",
              "fstrim <vmid> [OPTIONS]",
              "mount <vmid>",
              "pull",
              "push",
              "remote-migrate <vmid> [<target-vmid>] <target-endpoint> --target-bridge <string>"
                  + " --target-storage <string> [OPTIONS]",
              "rescan  [OPTIONS]",
              "status",
              "unlock",
              "unmount <vmid>"),
          List.of("help [<extra-args>] [OPTIONS]"));

  private PctUsage() {}

  static String text(Map<String, Verb> verbs) {
    StringBuilder text = new StringBuilder("USAGE: pct <COMMAND> [ARGS] [OPTIONS]\n");
    for (List<String> group : GROUPS) {
      text.append('\n');
      for (String entry : group) {
        Verb verb = verbs.get(entry);
        text.append("       ").append(verb == null ? "pct " + entry : verb.usage()).append('\n');
      }
    }
    return text.toString();
  }
}
