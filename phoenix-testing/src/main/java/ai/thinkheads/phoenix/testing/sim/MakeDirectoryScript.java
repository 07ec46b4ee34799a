package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;

/** What {@code phoenix-make-directory} does on a simulated node, where nothing has an owner. */
final class MakeDirectoryScript implements HostScriptHandler {

  @Override
  public CommandResult run(HostScriptCall call) {
    String path = call.arguments().get(0);
    for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      if (call.host().read(path.substring(0, end)).isPresent()) {
        return refused(path.substring(0, end));
      }
    }
    if (call.host().read(path).isPresent()) {
      return refused(path);
    }
    call.host().makeDirectory(path);
    return CommandResult.of(0, "", "");
  }

  private static CommandResult refused(String path) {
    return CommandResult.of(
        1, "", "mkdir: cannot create directory '" + path + "': Not a directory\n");
  }
}
