package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.charset.StandardCharsets;

/** What {@code phoenix-write-file} does on a simulated node. */
final class WriteFileScript implements HostScriptHandler {

  @Override
  public CommandResult run(HostScriptCall call) {
    int arrived = call.stdin().length;
    String announced = call.arguments().get(1);
    if (!announced.equals(Integer.toString(arrived))) {
      return CommandResult.of(1, "", arrived + " instead of " + announced + " bytes arrived\n");
    }
    call.host().write(call.arguments().get(0), new String(call.stdin(), StandardCharsets.UTF_8));
    return CommandResult.of(0, "", "");
  }
}
