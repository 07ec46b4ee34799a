package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.SortedMap;
import java.util.TreeMap;

/** The long answer of {@code pct status --verbose}. */
final class Verbose {

  private Verbose() {}

  static String status(Vmid vmid, ConfSection config, boolean running) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("cpus", config.get("cores").orElse("1"));
    for (String counter :
        new String[] {
          "disk", "diskread", "diskwrite", "mem", "netin", "netout", "swap", "uptime"
        }) {
      facts.put(counter, "0");
    }
    facts.put("maxdisk", String.valueOf(rootSize(config)));
    facts.put("maxmem", bytes(config.get("memory").orElse("512")));
    facts.put("maxswap", bytes(config.get("swap").orElse("512")));
    facts.put("name", config.get("hostname").orElse("CT" + vmid));
    facts.put("status", running ? "running" : "stopped");
    facts.put("type", "lxc");
    facts.put("vmid", vmid.toString());
    if (running) {
      facts.put("pid", String.valueOf(1000 + vmid.value()));
    }
    config.get("lock").ifPresent(lock -> facts.put("lock", lock));
    config.get("tags").ifPresent(tags -> facts.put("tags", tags));
    if (config.flag("template")) {
      facts.put("template", "1");
    }
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private static long rootSize(ConfSection config) {
    return config
        .get("rootfs")
        .map(value -> MountPoint.parse("rootfs", value).values().getOrDefault("size", "0"))
        .flatMap(Sizes::parse)
        .orElse(0L);
  }

  private static String bytes(String mebibytes) {
    return String.valueOf(Long.parseLong(mebibytes) << 20);
  }
}
