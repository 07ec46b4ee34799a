package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.Optional;

/** What {@code phoenix-take-guard} does on a simulated node. */
final class TakeGuardScript implements HostScriptHandler {

  @Override
  public CommandResult run(HostScriptCall call) {
    Vmid vmid = Vmid.parse(call.arguments().get(0));
    String digest = call.arguments().get(2);
    Optional<String> config = call.host().config(vmid);
    if (!digest.isEmpty()
        && config.isPresent()
        && !RecoverScript.digest(config.get()).equals(digest)) {
      return CommandResult.of(
          Refusal.DIED, "", "detected modified configuration - file changed by other user?\n");
    }
    return call.run(
        "pct",
        "snapshot",
        vmid.toString(),
        call.arguments().get(1),
        "--description",
        call.arguments().get(3));
  }
}
