package ai.thinkheads.phoenix.proxmox.guest;

import ai.thinkheads.phoenix.core.model.HealthCheck;
import ai.thinkheads.phoenix.core.model.HealthProbe;
import ai.thinkheads.phoenix.proxmox.process.Resource;
import ai.thinkheads.phoenix.proxmox.shell.ShellQuoting;
import java.util.ArrayList;
import java.util.List;

/** The script that tries a health check once, inside of a guest. */
final class HealthScript {

  private static final String HEAD = Resource.text(HealthScript.class, "health.sh");

  /** The text of the script, in bash. */
  static String of(HealthCheck check) {
    StringBuilder text = new StringBuilder(HEAD);
    List<String> units = new ArrayList<>(List.of("watch"));
    for (HealthProbe probe : check.probes()) {
      if (probe instanceof HealthProbe.Unit unit) {
        units.add(unit.name());
      }
    }
    call(text, units);
    check.probes().forEach(probe -> call(text, words(probe)));
    return text.toString();
  }

  private static List<String> words(HealthProbe probe) {
    if (probe instanceof HealthProbe.Http http) {
      return List.of("probe", probe.text(), "http", http.url());
    }
    if (probe instanceof HealthProbe.Tcp tcp) {
      return List.of("probe", probe.text(), "tcp", Integer.toString(tcp.port()));
    }
    if (probe instanceof HealthProbe.Unit unit) {
      return List.of("probe", probe.text(), "unit", unit.name());
    }
    if (probe instanceof HealthProbe.Command command) {
      return List.of("probe", "command", "bash", "-c", command.command());
    }
    return List.of("probe", probe.text(), "nvidia_smi");
  }

  private static void call(StringBuilder text, List<String> words) {
    text.append(ShellQuoting.join(words)).append('\n');
  }

  private HealthScript() {}
}
