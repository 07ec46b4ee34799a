package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The guests that the HA manager knows, {@code /etc/pve/ha/resources.cfg}. */
final class HaResources {

  private static final Pattern ROW =
      Pattern.compile(
          "(?<type>[a-z]+):\\s*(?<id>[0-9]{3,9})\\s*|\\s+state\\s+(?<state>[a-z]+)\\s*|\\S.*");

  /** What is kept in it when it does not say so ({@code PVE::HA::Resources}). */
  private static final String DEFAULT_STATE = "started";

  /** The containers among them, each with the state that it is kept in. */
  static SortedMap<Vmid, String> parse(String text) {
    SortedMap<Vmid, String> containers = new TreeMap<>();
    Vmid vmid = null;
    for (String line : text.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (!row.matches()) {
        continue;
      } else if (row.group("state") == null) {
        vmid = "ct".equals(row.group("type")) ? Vmid.parse(row.group("id")) : null;
      }
      if (vmid != null) {
        containers.put(vmid, row.group("state") == null ? DEFAULT_STATE : row.group("state"));
      }
    }
    return containers;
  }

  private HaResources() {}
}
