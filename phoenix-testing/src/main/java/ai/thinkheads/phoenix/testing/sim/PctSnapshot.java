package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code pct snapshot}, {@code rollback} and {@code delsnapshot}. */
final class PctSnapshot {

  private static final String LOCK = "lock";
  private static final String STATE = "snapstate";
  private static final String TIME = "snaptime";
  private static final String PARENT = "parent";

  private final Call call;
  private final Node node;
  private final Vmid vmid;
  private final String name;

  private PctSnapshot(Call call) {
    this.call = call;
    this.node = call.node();
    this.vmid = call.vmid();
    this.name = call.get("snapname");
  }

  static int take(Call call) {
    return new PctSnapshot(call).take();
  }

  static int rollback(Call call) {
    return new PctSnapshot(call).rollback();
  }

  static int delete(Call call) {
    return new PctSnapshot(call).delete();
  }

  private int take() {
    if (name.equals("current") || name.equals("vzdump")) {
      throw Refusal.of(
          Refusal.NO_SUCH_FILE, "unable to use snapshot name '" + name + "' (reserved name)");
    }
    edit(this::announce);
    ConfSection snapshot = load().snapshot(name, Refusal.DIED);
    MountPoints.volumesOf(snapshot).forEach(volume -> node.volumes().snapshot(volume, name));
    edit(
        conf -> {
          conf.snapshot(name, Refusal.DIED).remove(STATE);
          conf.current().remove(LOCK);
          conf.current().set(PARENT, name);
        });
    return 0;
  }

  private void announce(GuestConf conf) {
    if (conf.isTemplate()) {
      throw Refusal.died("you can't take a snapshot if it's a template");
    }
    conf.refuseWhenLocked();
    if (conf.snapshots().containsKey(name)) {
      throw Refusal.died("snapshot name '" + name + "' already used");
    }
    for (MountPoint mount : MountPoints.of(conf.current())) {
      boolean possible =
          !mount.isPath() && Storages.canSnapshot(node.storages().usable(mount.volume().storage()));
      if (!possible) {
        throw Refusal.died("snapshot feature is not available");
      }
    }
    ConfSection snapshot = copyOf(conf.current(), conf.current().rawRows());
    snapshot.set(STATE, "prepare");
    snapshot.set(TIME, String.valueOf(node.clock().instant().getEpochSecond()));
    call.find(ConfText.DESCRIPTION).ifPresent(snapshot::description);
    conf.snapshots().put(name, snapshot);
    conf.current().set(LOCK, "snapshot");
  }

  /** What of a section goes into a snapshot, and back from it. */
  private static ConfSection copyOf(ConfSection section, List<RawRow> rawRows) {
    ConfSection copy = new ConfSection();
    section
        .options()
        .forEach(
            (option, value) -> {
              boolean own = List.of(STATE, TIME, LOCK, "vmstate").contains(option);
              if (!own && !option.startsWith("unused")) {
                copy.set(option, value);
              }
            });
    copy.rawRows().addAll(rawRows);
    return copy;
  }

  private int rollback() {
    edit(this::prepareRollback);
    ConfSection snapshot = load().snapshot(name, Refusal.DIED);
    MountPoints.volumesOf(snapshot).forEach(volume -> node.volumes().rollback(volume, name));
    edit(this::restore);
    return call.flag("start") ? PctPower.start(call) : 0;
  }

  private void prepareRollback(GuestConf conf) {
    if (conf.isTemplate()) {
      throw Refusal.died("you can't rollback if vm is a template");
    }
    ConfSection snapshot = conf.snapshot(name, Refusal.DIED);
    MountPoints.volumesOf(snapshot)
        .forEach(volume -> node.volumes().refuseImpossibleRollback(volume, name));
    Optional<String> state = snapshot.get(STATE);
    if (state.isPresent()) {
      throw Refusal.died(
          "unable to rollback to incomplete snapshot (snapstate = " + state.get() + ")");
    }
    conf.refuseWhenLocked();
    PctPower.halt(node, vmid);
    conf.current().set(LOCK, "rollback");
  }

  /** The remark and the unused volumes stay; all else is as it was. */
  private void restore(GuestConf conf) {
    ConfSection snapshot = conf.snapshot(name, Refusal.DIED);
    List<Volume> kept = MountPoints.volumesOf(snapshot);
    MountPoints.volumesOf(conf.current()).stream()
        .filter(volume -> !kept.contains(volume))
        .forEach(volume -> conf.addUnused(volume.id()));
    ConfSection restored = copyOf(snapshot, snapshot.rawRows());
    restored.description(conf.current().description());
    for (Map.Entry<String, String> option : conf.current().options().entrySet()) {
      if (option.getKey().startsWith("unused")) {
        restored.set(option.getKey(), option.getValue());
      }
    }
    restored.set(PARENT, name);
    conf.current(restored);
    conf.forgetPending();
  }

  private int delete() {
    load().snapshot(name, Refusal.DIED);
    edit(
        conf -> {
          conf.refuseWhenLocked();
          conf.current().set(LOCK, "snapshot-delete");
        });
    edit(
        conf -> {
          if (conf.isTemplate()) {
            throw Refusal.died("you can't delete a snapshot if vm is a template");
          }
          conf.snapshot(name, Refusal.DIED).set(STATE, "delete");
        });
    List<Volume> volumes = MountPoints.volumesOf(load().snapshot(name, Refusal.DIED));
    volumes.forEach(volume -> node.volumes().deleteSnapshot(volume, name));
    edit(conf -> unlink(conf, volumes));
    return 0;
  }

  private void unlink(GuestConf conf, List<Volume> volumes) {
    Optional<String> parent = conf.snapshot(name, Refusal.DIED).get(PARENT);
    conf.snapshots().remove(name);
    conf.current().remove(LOCK);
    conf.snapshots().values().forEach(section -> adopt(section, parent));
    adopt(conf.current(), parent);
    volumes.stream()
        .filter(volume -> !MountPoints.uses(conf, volume))
        .forEach(volume -> conf.addUnused(volume.id()));
  }

  private void adopt(ConfSection section, Optional<String> parent) {
    if (section.get(PARENT).equals(Optional.of(name))) {
      section.remove(PARENT);
      parent.ifPresent(grandparent -> section.set(PARENT, grandparent));
    }
  }

  private GuestConf load() {
    return node.guests().load(vmid, Refusal.DIED);
  }

  private void edit(Consumer<GuestConf> change) {
    node.locked(
        vmid,
        call.output(),
        () -> {
          GuestConf conf = load();
          change.accept(conf);
          node.guests().save(vmid, conf);
          return 0;
        });
  }
}
