package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code pct exec} and {@code lxc-attach}: run a program in a container. */
final class PctExec {

  private PctExec() {}

  static int exec(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    node.guests().text(vmid, Refusal.NO_SUCH_FILE);
    if (!node.running().contains(vmid)) {
      throw Refusal.died("container '" + vmid + "' not running!");
    }
    if (call.arguments().extra().isEmpty()) {
      throw Refusal.died("missing command at /usr/share/perl5/PVE/CLI/pct.pm line 239.");
    }
    boolean keep = call.find("keep-env").map("1"::equals).orElse(!node.isNine());
    return inGuest(call.context(), vmid, call.arguments().extra(), keep);
  }

  static int console(Call call) {
    call.node().guests().load(call.vmid());
    String problem =
        call.node().running().contains(call.vmid())
            ? "main: 119 A console needs a terminal"
            : "main: 129 " + call.vmid() + " is not running";
    throw Refusal.of(
        1, "lxc-console: " + call.vmid() + ": ../src/lxc/tools/lxc_console.c: " + problem);
  }

  /** {@code lxc-attach -n ID [options] -- argv}, without Proxmox's checks. */
  static int attach(Call.Context context, List<String> words) {
    List<String> argv = new ArrayList<>(words);
    String name = "";
    boolean keep = true;
    while (!argv.isEmpty() && argv.get(0).startsWith("-")) {
      String option = argv.remove(0);
      if (option.equals("--")) {
        break;
      }
      switch (option) {
        case "-n", "--name" -> name = argv.isEmpty() ? "" : argv.remove(0);
        case "--clear-env" -> keep = false;
        case "--keep-env" -> keep = true;
        case "-v", "--set-var", "-u", "--uid", "-g", "--gid" -> {
          if (!argv.isEmpty()) {
            argv.remove(0);
          }
        }
        default -> {
          if (option.startsWith("--name=")) {
            name = option.substring("--name=".length());
          }
        }
      }
    }
    boolean runs =
        name.matches("[1-9]\\d{2,8}") && context.node().running().contains(Vmid.parse(name));
    if (!runs) {
      context
          .output()
          .err(
              "lxc-attach: "
                  + name
                  + ": ../src/lxc/attach.c: get_attach_context: 405 Connection refused - Failed to"
                  + " get init pid\nlxc-attach: "
                  + name
                  + ": ../src/lxc/attach.c: lxc_attach: 1469 Connection refused - Failed to get"
                  + " attach context\n");
      return 1;
    }
    return inGuest(context, Vmid.parse(name), argv.isEmpty() ? List.of("/bin/sh") : argv, keep);
  }

  private static int inGuest(
      Call.Context context, Vmid vmid, List<String> argv, boolean keepEnvironment) {
    Map<String, String> environment = new HashMap<>();
    if (keepEnvironment) {
      environment.putAll(context.environment());
    }
    environment.putAll(SimulatedGuest.ownEnvironment(keepEnvironment));
    SimulatedGuest guest = context.node().guest(vmid);
    GuestCommand command = new GuestCommand(argv, environment, context.stdin());
    LineRelay relay = new LineRelay(context.output());
    CommandResult result = context.node().runtime().run(guest, command, relay);
    return relay.end(result);
  }
}
