package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.DevicePassthrough;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.state.NodeSupply;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of CPUs, memory, GPUs and devices a container asks for and its node does not have. */
final class HardwareProblems {

  private final ObservedState observed;
  private final Findings findings;
  private final String node;

  HardwareProblems(ObservedState observed, Findings findings) {
    this.observed = observed;
    this.findings = findings;
    this.node = observed.node().name();
  }

  /**
   * @param mounts everything that is mounted into it
   */
  void find(Container container, Collection<Mount> mounts) {
    gpus(container);
    if (!container.devices().isEmpty() && !observed.node().isAtLeast(8, 1)) {
      findings.error(
          "devices",
          "devices need Proxmox VE 8.1, and " + node + " has " + observed.node().pveVersion(),
          "upgrade the node, or give them by rows: lxc.cgroup2.devices.allow and lxc.mount.entry");
    }
    observed
        .condition()
        .supply()
        .ifPresent(
            supply -> {
              devices(container, mounts);
              size(container, supply);
            });
  }

  private void gpus(Container container) {
    TreeSet<Integer> present =
        observed.devices().stream()
            .filter(path -> path.matches(GpuDevices.PREFIX + "[0-9]+"))
            .map(path -> Integer.valueOf(path.substring(GpuDevices.PREFIX.length())))
            .collect(Collectors.toCollection(TreeSet::new));
    String has =
        present.isEmpty()
            ? "none"
            : present.stream().map(String::valueOf).collect(Collectors.joining(", "));
    for (Integer gpu : container.gpus().indexes()) {
      if (!present.contains(gpu)) {
        findings.error(
            "gpu_assignment",
            "gpu " + gpu + " does not exist on " + node + " (has " + has + ")",
            "adjust the GPU assignment, or install the host's driver");
      }
    }
  }

  private void devices(Container container, Collection<Mount> mounts) {
    container.devices().stream()
        .map(DevicePassthrough::path)
        .filter(path -> !observed.paths().contains(path))
        .forEach(path -> missing("devices", path));
    for (Mount mount : mounts) {
      if (mount instanceof Mount.Bind bind
          && bind.isDevice()
          && !observed.paths().contains(bind.source())) {
        missing("mount_points", bind.source());
      }
    }
  }

  private void missing(String key, String path) {
    findings.error(
        key,
        "device " + path + " does not exist on " + node,
        "attach it or load its driver, or take it out of the definition");
  }

  private void size(Container container, NodeSupply supply) {
    supply
        .memory()
        .filter(memory -> memory.compareTo(container.memory()) < 0)
        .ifPresent(
            memory ->
                findings.warning(
                    "memory_mb",
                    "may use " + container.memory() + " of memory, and " + node + " has " + memory,
                    "give it less, or place it on a larger node"));
    int cpus = supply.cpus().orElse(Integer.MAX_VALUE);
    if (container.cores() > cpus) {
      findings.warning(
          "cores",
          "may use "
              + container.cores()
              + " cores, and "
              + node
              + " has "
              + cpus
              + ", which is what it gets",
          "give it " + cpus + " or less, or place it on a larger node");
    }
  }
}
