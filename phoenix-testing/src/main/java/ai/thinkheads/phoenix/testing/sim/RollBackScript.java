package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.proxmox.GuestConfigFile;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code phoenix-roll-back} does on a simulated node. */
final class RollBackScript implements HostScriptHandler {

  @Override
  public CommandResult run(HostScriptCall call) {
    Vmid vmid = Vmid.parse(call.arguments().get(0));
    List<String> mounts = call.arguments().subList(2, call.arguments().size());
    Map<String, String> before = options(call.host(), vmid);
    Set<String> made =
        mounts.stream()
            .filter(before::containsKey)
            .map(mount -> PropertyString.parse(before.get(mount)).first())
            .collect(Collectors.toSet());
    CommandResult result = call.run("pct", "rollback", vmid.toString(), call.arguments().get(1));
    if (!result.isSuccess()) {
      return result;
    }
    for (Map.Entry<String, String> option : options(call.host(), vmid).entrySet()) {
      if (option.getKey().startsWith("unused") && made.contains(option.getValue())) {
        result = call.run("pct", "set", vmid.toString(), "--delete", option.getKey());
        if (!result.isSuccess()) {
          return result;
        }
      }
    }
    return result;
  }

  private static SortedMap<String, String> options(SimulatedHost host, Vmid vmid) {
    return host.config(vmid)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> GuestConfigFile.parse(bytes).current().options())
        .orElseGet(TreeMap::new);
  }
}
