package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.GpuAssignment;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What an assignment of GPUs means on a node: the device files that a container is given, and the
 * raw rows for nodes whose Proxmox knows no devices yet (before 8.1).
 */
final class GpuDevices {

  static final String PREFIX = "/dev/nvidia";

  /** What every GPU needs besides its own device file, where the node has it. */
  private static final List<String> CONTROL =
      List.of("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools");

  /** Whether a container of that node can be given devices by {@code devN}. */
  static boolean hasDeviceOption(NodeFacts node) {
    return node.isAtLeast(8, 1);
  }

  /** The device files that belong to these GPUs. */
  static List<String> paths(GpuAssignment gpus, SortedSet<String> available) {
    List<String> paths = new ArrayList<>();
    if (!gpus.isNone()) {
      gpus.indexes().forEach(gpu -> paths.add(PREFIX + gpu));
      CONTROL.stream().filter(available::contains).forEach(paths::add);
    }
    return paths;
  }

  /**
   * The raw rows that give a container these device files.
   *
   * @param numbers major and minor number of the node's device files, like {@code 195:0}
   */
  static List<RawRow> rows(List<String> paths, Map<String, String> numbers) {
    List<RawRow> rows = new ArrayList<>();
    for (String path : paths) {
      Optional.ofNullable(numbers.get(path))
          .ifPresent(
              number -> rows.add(new RawRow("lxc.cgroup2.devices.allow", "c " + number + " rwm")));
      rows.add(
          new RawRow(
              "lxc.mount.entry",
              path + " " + path.substring(1) + " none bind,optional,create=file"));
    }
    return rows;
  }

  private GpuDevices() {}
}
