package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.Optional;

/** {@code pct resize}: lets a volume grow. */
final class PctResize {

  private PctResize() {}

  static int run(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    checked(call);
    return node.locked(
        vmid,
        call.output(),
        () -> {
          try {
            return grow(call, checked(call));
          } catch (Refusal refusal) {
            // what fails from here on is a task of its own, whose status is never looked at
            call.output().err(refusal.text() + "\n");
            return 0;
          }
        });
  }

  private record Growth(GuestConf conf, MountPoint mount, long bytes) {}

  private static Growth checked(Call call) {
    Node node = call.node();
    GuestConf conf = PctSet.loadUnlocked(node, call.vmid(), call.find("digest").orElse(""));
    String disk = call.get("disk");
    Optional<String> value = conf.current().get(disk);
    if (value.isEmpty()) {
      throw Refusal.died("unable to parse volume ID ''");
    }
    MountPoint mount = MountPoint.parse(disk, value.get());
    Volume volume = mount.volume();
    if (!volume.owner().equals(call.vmid())) {
      throw Refusal.died(
          "can't resize mount point owned by another container (" + volume.owner() + ")");
    }
    long now = node.volumes().size(volume);
    String size = call.get("size");
    long bytes = Sizes.parse(size.replace("+", "")).orElse(0L) + (size.startsWith("+") ? now : 0);
    if (bytes < now) {
      throw Refusal.died("unable to shrink disk size");
    }
    if (bytes == now) {
      throw Refusal.died("disk is already at specified size");
    }
    return new Growth(conf, mount, bytes);
  }

  private static int grow(Call call, Growth growth) {
    Node node = call.node();
    Volume volume = growth.mount().volume();
    Storage storage = node.storages().usable(volume.storage());
    if (volume.format().equals("subvol") && storage.type().equals("btrfs")) {
      throw Refusal.died("cannot resize subvolume - btrfs quotas are currently not supported");
    }
    if (volume.format().equals("subvol") && Storages.keepsFiles(storage)) {
      throw Refusal.died("can't resize this image format");
    }
    node.volumes().resize(volume, growth.bytes());
    GuestConf conf = growth.conf();
    conf.current()
        .set(growth.mount().option(), growth.mount().with(volume, growth.bytes()).print());
    node.guests().save(call.vmid(), conf);
    if (volume.format().equals("raw")) {
      call.output()
          .out("The filesystem is now " + growth.bytes() / 4096 + " (4k) blocks long.\n\n");
    }
    return 0;
  }
}
