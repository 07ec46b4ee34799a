package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** {@code pct move-volume}: brings a volume to another storage, or to another container. */
final class PctMoveVolume {

  private static final String LOCK = "lock";

  private final Call call;
  private final Node node;
  private final Vmid vmid;
  private final String option;

  private PctMoveVolume(Call call) {
    this.call = call;
    this.node = call.node();
    this.vmid = call.vmid();
    this.option = call.get("volume");
  }

  static int run(Call call) {
    Optional<String> storage = call.find("storage");
    Optional<String> other = call.find("target-vmid");
    if (storage.isPresent() && other.isPresent()) {
      throw Refusal.died("either set storage or target-vmid, but not both");
    }
    PctMoveVolume move = new PctMoveVolume(call);
    if (storage.isPresent()) {
      return move.toStorage(storage.get());
    }
    if (other.isPresent()) {
      return move.toGuest(Vmid.parse(other.get()));
    }
    String message = "both 'storage' and 'target-vmid' missing, either needs to be set";
    throw Refusal.parameters(
        Refusal.DIED, new TreeMap<>(Map.of("storage", message, "target-vmid", message)));
  }

  private int toStorage(String storage) {
    MountPoint mount = node.locked(vmid, call.output(), this::lock);
    Volume old = mount.volume();
    try {
      Volume moved = node.volumes().copy(old, Optional.empty(), storage, vmid);
      Progress.copied(call, node.files().at(Volumes.content(moved)));
      boolean template = node.guests().load(vmid).isTemplate();
      Volume kept = template ? node.volumes().toBase(moved) : moved;
      edit(
          conf -> {
            conf.current().set(option, mount.with(kept, node.volumes().size(kept)).print());
            if (!call.flag("delete")) {
              conf.addUnused(old.id());
            }
          });
      if (call.flag("delete")) {
        node.volumes().free(old);
      }
    } finally {
      edit(conf -> conf.current().remove(LOCK));
    }
    return 0;
  }

  private MountPoint lock() {
    String text = node.guests().text(vmid, Refusal.NO_SUCH_FILE);
    GuestConf conf = ConfText.parse(text);
    conf.refuseWhenLocked();
    if (node.running().contains(vmid)) {
      throw Refusal.died("cannot move volumes of a running container");
    }
    if (option.startsWith("unused")) {
      throw Refusal.died(
          "cannot move volume '"
              + option
              + "', only configured volumes can be moved to another storage");
    }
    MountPoint mount =
        MountPoint.parse(
            option,
            conf.current()
                .get(option)
                .orElseThrow(
                    () ->
                        Refusal.died(
                            "volume '"
                                + option
                                + "' for container '"
                                + vmid
                                + "' does not exist")));
    boolean inSnapshot =
        conf.snapshots().values().stream()
            .anyMatch(section -> MountPoints.volumesOf(section).contains(mount.volume()));
    if (inSnapshot && call.flag("delete")) {
      throw Refusal.died("you can't move a volume with snapshots and delete the source");
    }
    PctSet.refuseOther(text, call.find("digest"));
    conf.current().set(LOCK, "disk");
    node.guests().save(vmid, conf);
    return mount;
  }

  private int toGuest(Vmid other) {
    String there = call.find("target-volume").orElse(option);
    if (option.equals("rootfs") || there.equals("rootfs")) {
      throw Refusal.died("Cannot move to/from 'rootfs'");
    }
    if (option.startsWith("unused") && !there.startsWith("unused")) {
      throw Refusal.died("Moving an unused volume to a used one is not possible");
    }
    for (Vmid guest : new Vmid[] {vmid, other}) {
      if (node.peers().nodeOf(guest).isEmpty()) {
        throw Refusal.died("could not find CT " + guest);
      }
    }
    return node.locked(
        vmid, call.output(), () -> node.locked(other, call.output(), () -> handOver(other, there)));
  }

  private int handOver(Vmid other, String there) {
    GuestConf from = node.guests().load(vmid);
    from.refuseWhenLocked();
    GuestConf to = other.equals(vmid) ? from : node.guests().load(other);
    to.refuseWhenLocked();
    if (from.isTemplate() || to.isTemplate()) {
      throw Refusal.died("Can't move volumes from or to template CT");
    }
    String value =
        from.current()
            .get(option)
            .orElseThrow(
                () ->
                    Refusal.died(
                        "volume '" + option + "' for container '" + vmid + "' does not exist"));
    if (to.current().has(there)) {
      throw Refusal.died(
          "Target volume key '" + there + "' is already in use for container '" + other + "'");
    }
    MountPoint mount = MountPoint.parse(option.startsWith("unused") ? "mp0" : option, value);
    if (mount.isPath()) {
      throw Refusal.died("Cannot move a bindmount or device mount to another container");
    }
    if (node.running().contains(vmid) && !option.startsWith("unused")) {
      throw Refusal.died(
          "Cannot move in-use volume while the source CT is running - detach or shutdown first");
    }
    call.output()
        .out("moving volume '" + option + "' from container '" + vmid + "' to '" + other + "'\n");
    Volume moved = node.volumes().rename(mount.volume(), other);
    from.current().remove(option);
    call.output().out("removing volume '" + option + "' from container '" + vmid + "' config\n");
    node.guests().save(vmid, from);
    to.current()
        .set(
            there,
            there.startsWith("unused")
                ? moved.id()
                : mount.with(moved, node.volumes().size(moved)).print());
    node.guests().save(other, to);
    call.output().out("target container '" + other + "' updated with '" + there + "'\n");
    return 0;
  }

  private void edit(Consumer<GuestConf> change) {
    node.locked(
        vmid,
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(vmid);
          change.accept(conf);
          node.guests().save(vmid, conf);
          return 0;
        });
  }
}
