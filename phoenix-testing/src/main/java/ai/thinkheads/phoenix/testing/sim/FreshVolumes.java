package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.math.BigDecimal;
import java.util.regex.Matcher;

/** Makes the volumes that a container asks for by {@code STORAGE:SIZE}. */
final class FreshVolumes {

  private FreshVolumes() {}

  /** The mount point with a real volume: a fresh one, or the named one with its true size. */
  static MountPoint realise(Node node, Vmid vmid, MountPoint mount) {
    Matcher fresh = Volume.FRESH.matcher(mount.source());
    if (fresh.matches()) {
      long bytes = bytes(fresh.group(2));
      return mount.with(node.volumes().allocate(fresh.group(1), vmid, bytes), bytes);
    }
    Volume volume = mount.volume();
    return mount.with(volume, node.volumes().size(volume));
  }

  /** Proxmox counts in GiB and cuts off below one MiB. */
  private static long bytes(String gibibytes) {
    long mebibytes = new BigDecimal(gibibytes).multiply(BigDecimal.valueOf(1024)).longValue();
    return mebibytes << 20;
  }
}
