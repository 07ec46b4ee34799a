package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code phoenix-write-rows} does on a simulated node. */
final class WriteRowsScript implements HostScriptHandler {

  private static final Pattern ROW = Pattern.compile("(lxc\\.[a-z0-9_.-]+)(?::|\\s*=).*");
  private static final Pattern LOCK = Pattern.compile("lock:\\s*(\\S+).*");
  private static final int FIRST_KEY = 3;

  private final Node node;

  WriteRowsScript(Node node) {
    this.node = node;
  }

  @Override
  public CommandResult run(HostScriptCall call) {
    Vmid vmid = Vmid.parse(call.arguments().get(0));
    String announced = call.arguments().get(2);
    if (!announced.equals(Integer.toString(call.stdin().length))) {
      return CommandResult.of(
          1, "", call.stdin().length + " instead of " + announced + " bytes arrived\n");
    }
    try {
      return node.locks()
          .guest(
              vmid,
              1,
              text -> {},
              () -> {
                write(vmid, call);
                return CommandResult.of(0, "", "");
              });
    } catch (Refusal refusal) {
      return CommandResult.of(1, "", refusal.text() + "\n");
    }
  }

  private void write(Vmid vmid, HostScriptCall call) {
    String text = node.guests().text(vmid, 1);
    String digest = call.arguments().get(1);
    if (!digest.isEmpty() && !digest.equals(Guests.digest(text))) {
      throw Refusal.died(
          "detected modified configuration - file changed by other user? Try again.");
    }
    int end = text.startsWith("[") ? 0 : (text + "\n[").indexOf("\n[") + 1;
    List<String> keys = call.arguments().subList(FIRST_KEY, call.arguments().size());
    String rows = new String(call.stdin(), StandardCharsets.UTF_8);
    String main = edited(text.substring(0, Math.min(end, text.length())), Set.copyOf(keys), rows);
    node.files()
        .write(
            "/etc/pve/lxc/" + vmid + ".conf", main + text.substring(Math.min(end, text.length())));
  }

  private static String edited(String main, Set<String> keys, String rows) {
    List<String> kept = new ArrayList<>();
    int place = -1;
    int last = 0;
    for (String line : main.lines().toList()) {
      Matcher row = ROW.matcher(line);
      Matcher lock = LOCK.matcher(line);
      if (row.matches() && keys.contains(row.group(1))) {
        place = place < 0 ? kept.size() : place;
        continue;
      } else if (lock.matches()) {
        throw Refusal.died("CT is locked (" + lock.group(1) + ")");
      }
      kept.add(line + "\n");
      last = line.isBlank() ? last : kept.size();
    }
    kept.add(place < 0 ? last : place, rows);
    return String.join("", kept);
  }
}
