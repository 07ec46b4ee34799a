package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.GpuAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** What an assignment of GPUs means on a node: the device files that a container is given. */
final class GpuDevices {

  static final String PREFIX = "/dev/nvidia";

  /** What every GPU needs besides its own device file, where the node has it. */
  private static final List<String> CONTROL =
      List.of("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools");

  /** The device files that belong to these GPUs. */
  static List<String> paths(GpuAssignment gpus, SortedSet<String> available) {
    List<String> paths = new ArrayList<>();
    if (!gpus.isNone()) {
      gpus.indexes().forEach(gpu -> paths.add(PREFIX + gpu));
      CONTROL.stream().filter(available::contains).forEach(paths::add);
    }
    return paths;
  }

  private GpuDevices() {}
}
