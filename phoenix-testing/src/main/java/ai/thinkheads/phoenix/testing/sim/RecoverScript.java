package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.GuestConfigFile;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What {@code phoenix-recover} does on a simulated node. */
final class RecoverScript implements HostScriptHandler {

  private static final String MARK = "#phoenix%3A to be destroyed\n";

  @Override
  public CommandResult run(HostScriptCall call) {
    Vmid vmid = Vmid.parse(call.arguments().get(0));
    String what = call.arguments().get(2);
    Optional<String> config = call.host().config(vmid);
    if (config.isEmpty()) {
      String missing = "Configuration file 'nodes/" + call.host().nodeName() + "/lxc/" + vmid;
      return what.equals("destroy")
          ? CommandResult.of(0, "", "")
          : CommandResult.of(2, "", missing + ".conf' does not exist\n");
    }
    if (!digest(config.get()).equals(call.arguments().get(1))) {
      return CommandResult.of(
          Refusal.DIED, "", "detected modified configuration - file changed by other user?\n");
    }
    if (call.host().isWorkedOn(vmid)) {
      return CommandResult.of(
          Refusal.DIED, "", "can't lock file '" + Locks.lockFile(vmid) + "' - got timeout\n");
    }
    return what.equals("destroy")
        ? destroy(call, vmid, config.get())
        : call.run("pct", what, vmid.toString());
  }

  private static CommandResult destroy(HostScriptCall call, Vmid vmid, String config) {
    int sections = config.startsWith("[") ? 0 : config.indexOf("\n[") + 1;
    int end = sections == 0 && !config.startsWith("[") ? config.length() : sections;
    String current = config.substring(0, end).replaceAll("(?m)^lock:.*\n", "").replace(MARK, "");
    call.host().write("/etc/pve/lxc/" + vmid + ".conf", MARK + current + config.substring(end));
    return call.run("pct", "destroy", vmid.toString(), "--destroy-unreferenced-disks", "1");
  }

  static String digest(String config) {
    return GuestConfigFile.parse(config.getBytes(StandardCharsets.UTF_8)).digest();
  }
}
