package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code pct clone}: copies a container, or links one to a template. */
final class PctClone {

  private static final List<String> NOT_COPIED =
      List.of("lock", "snaptime", "snapstate", "parent", "template");

  private final Call call;
  private final Node node;
  private final Vmid source;
  private final Vmid target;
  private final Optional<String> snapshot;
  private final Optional<String> storage;

  private PctClone(Call call) {
    this.call = call;
    this.node = call.node();
    this.source = call.vmid();
    this.target = call.arguments().vmid("newid");
    this.snapshot = call.find("snapname");
    this.storage = call.find("storage");
  }

  static int run(Call call) {
    return new PctClone(call).copy();
  }

  private int copy() {
    node.pools().refuseMissing(call.find("pool"));
    storage.ifPresent(node.storages()::usable);
    GuestConf conf = lockSource();
    boolean full;
    List<MountPoint> mounts;
    try {
      lockTarget();
    } catch (Refusal refusal) {
      unlock(source);
      throw refusal;
    }
    try {
      full = call.find("full").map("1"::equals).orElse(!conf.isTemplate());
      ConfSection origin = origin(conf, full);
      mounts = MountPoints.of(origin);
      refuseUncloneable(mounts, full);
      copyFirewall();
      saveLocked(described(origin));
    } catch (Refusal refusal) {
      unlock(source);
      discard(List.of());
      throw refusal;
    }
    fill(mounts, full);
    call.find("pool").ifPresent(pool -> node.pools().add(pool, target));
    unlock(target);
    return 0;
  }

  private GuestConf lockSource() {
    return node.locked(
        source,
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(source);
          conf.refuseWhenLocked();
          conf.current().set("lock", "disk");
          node.guests().save(source, conf);
          return conf;
        });
  }

  private void lockTarget() {
    node.locked(
        target,
        call.output(),
        () -> {
          node.guests().refuseExisting(target, Refusal.DIED);
          GuestConf locked = GuestConf.empty();
          locked.current().set("lock", "create");
          node.guests().save(target, locked);
          return 0;
        });
  }

  /** What is copied: the container as it is, or as it was at the snapshot. */
  private ConfSection origin(GuestConf conf, boolean full) {
    if (storage.isPresent() && !full) {
      throw refused("parameter 'storage' not allowed for linked clones");
    }
    ConfSection origin =
        snapshot.isPresent() ? conf.snapshot(snapshot.get(), Refusal.NO_SUCH_FILE) : conf.current();
    if (full && snapshot.isEmpty() && node.running().contains(source)) {
      throw refused("Cannot do full clones on a running container without snapshots");
    }
    return origin;
  }

  private void refuseUncloneable(List<MountPoint> mounts, boolean full) {
    for (MountPoint mount : mounts) {
      if (mount.isPath()) {
        throw refused(
            "unable to clone mountpoint '" + mount.option() + "' (type " + mount.type() + ")");
      }
      Volume volume = mount.volume();
      Storage on = node.storages().usable(volume.storage());
      boolean linkable =
          volume.isBase() && snapshot.isEmpty() && Storages.canLink(on, volume.format());
      if (!full && !linkable) {
        throw refused("Linked clone feature for '" + volume + "' is not available");
      }
    }
  }

  private static Refusal refused(String message) {
    return Refusal.of(Refusal.NO_SUCH_FILE, message);
  }

  private void copyFirewall() {
    node.files()
        .text(firewall(source))
        .ifPresent(text -> node.files().write(firewall(target), text));
  }

  private static String firewall(Vmid vmid) {
    return "/etc/pve/firewall/" + vmid + ".fw";
  }

  /** The configuration of the copy without its volumes, which do not exist yet. */
  private ConfSection described(ConfSection origin) {
    ConfSection copy = new ConfSection();
    origin
        .options()
        .forEach(
            (option, value) -> {
              if (ConfigOptions.isNetwork(option)) {
                copy.set(option, Networks.withNewAddress(node, target, option, value));
              } else if (!ConfigOptions.isVolume(option)
                  && !option.startsWith("unused")
                  && !NOT_COPIED.contains(option)) {
                copy.set(option, value);
              }
            });
    copy.rawRows().addAll(origin.rawRows());
    copy.description(call.find(ConfText.DESCRIPTION).orElse(origin.description()));
    call.find("hostname").ifPresent(name -> copy.set("hostname", name));
    return copy;
  }

  private void saveLocked(ConfSection section) {
    node.locked(
        target,
        call.output(),
        () -> {
          section.set("lock", "create");
          GuestConf conf = GuestConf.empty();
          conf.current(section);
          node.guests().save(target, conf);
          return 0;
        });
  }

  private void fill(List<MountPoint> mounts, boolean full) {
    List<Volume> made = new ArrayList<>();
    try {
      for (MountPoint mount : mounts) {
        Volume volume = full ? copyOf(mount.volume(), mount) : linkTo(mount.volume(), mount);
        made.add(volume);
        long size = node.volumes().size(volume);
        change(target, mount.option(), mount.with(volume, size).print());
      }
      unlock(source);
    } catch (Refusal refusal) {
      unlock(source);
      discard(made);
      throw Refusal.died("clone failed: " + refusal.text());
    }
  }

  private Volume copyOf(Volume volume, MountPoint mount) {
    call.output().out("create full clone of mountpoint " + mount.option() + " (" + volume + ")\n");
    Storage on = node.storages().usable(volume.storage());
    if (snapshot.isPresent() && !Storages.canMountSnapshot(on, volume.format())) {
      call.output()
          .out("Specified filename /var/lib/lxc/" + target + "/.copy-volume-1 does not exist.\n");
      throw Refusal.died("cannot mount subvol snapshots for storage type '" + on.type() + "'");
    }
    Volume copy = node.volumes().copy(volume, snapshot, storage.orElse(volume.storage()), target);
    Progress.formatted(call, copy, node.volumes().size(copy));
    Progress.copied(call, node.files().at(Volumes.content(copy)));
    return copy;
  }

  private Volume linkTo(Volume volume, MountPoint mount) {
    call.output()
        .out("create linked clone of mount point " + mount.option() + " (" + volume + ")\n");
    return node.volumes().link(volume, target);
  }

  private void change(Vmid vmid, String option, String value) {
    node.locked(
        vmid,
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(vmid);
          conf.current().set(option, value);
          node.guests().save(vmid, conf);
          return 0;
        });
  }

  private void unlock(Vmid vmid) {
    node.locked(
        vmid,
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(vmid);
          conf.current().remove("lock");
          node.guests().save(vmid, conf);
          return 0;
        });
  }

  /** Removes what there is of the copy. */
  private void discard(List<Volume> made) {
    made.forEach(node.volumes()::free);
    node.locked(
        target,
        call.output(),
        () -> {
          node.guests().delete(target);
          node.files().delete(firewall(target));
          return 0;
        });
  }
}
