package ai.thinkheads.phoenix.lab;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A running guest of a lab, for tests to look and act inside of it.
 *
 * @param vmid its number
 * @param node the node that it runs on
 */
record LabGuest(Vmid vmid, LabNode node) {

  /** Runs a script of {@code sh} in it. */
  CommandResult run(String script, String... arguments) {
    return node.run(command(script, arguments), line -> {});
  }

  /** The output of a script of {@code sh} that succeeds in it, without the last line break. */
  String sh(String script, String... arguments) {
    return Programs.run(node.argv(command(script, arguments).argv())).replaceFirst("\n$", "");
  }

  /** The text of one of its files. */
  String read(String path) {
    return Programs.run(node.argv(command("cat -- \"$1\"", path).argv()));
  }

  /** Stops it without asking, as the failure of its init would. */
  void kill() {
    node.run("lxc-stop", "-n", vmid.toString(), "--kill");
  }

  private Command command(String script, String... arguments) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "/usr/bin/lxc-attach",
                "-n",
                vmid.toString(),
                "--clear-env",
                "--set-var",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "--",
                "sh",
                "-c",
                script,
                "sh"));
    argv.addAll(List.of(arguments));
    return Command.of(argv);
  }
}
