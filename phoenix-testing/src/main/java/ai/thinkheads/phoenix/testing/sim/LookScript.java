package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.proxmox.shell.CommandResult;

/** What {@code phoenix-look} prints in a simulated guest: the fingerprints that it records. */
final class LookScript implements GuestScriptHandler {

  private static final String RECORDS = "/var/lib/phoenix";

  @Override
  public CommandResult run(GuestScriptCall call) {
    StringBuilder output = new StringBuilder();
    for (String name : call.guest().list(RECORDS)) {
      String path = RECORDS + "/" + name;
      call.guest()
          .read(path)
          .ifPresent(
              text ->
                  text.lines()
                      .filter(line -> line.matches("[0-9a-f]{16}"))
                      .forEach(line -> output.append(path + ":" + line + "\n")));
    }
    return CommandResult.of(0, output.append("end\n").toString(), "");
  }
}
