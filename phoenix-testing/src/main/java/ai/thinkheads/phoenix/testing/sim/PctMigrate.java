package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.Storage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code pct migrate}: brings a container to another node of the cluster (pve-container 5, {@code
 * LXC/Migrate.pm}).
 */
final class PctMigrate {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final List<String> MOVABLE = List.of("dir", "zfspool", "lvmthin", "lvm", "btrfs");
  private static final List<String> MOVABLE_WITH_SNAPSHOTS = List.of("zfspool", "btrfs");

  private final Call call;
  private final Node source;
  private final Node target;
  private final Vmid vmid;
  private final boolean restarts;
  private final Set<Volume> copied = new LinkedHashSet<>();

  private PctMigrate(Call call, Node target) {
    this.call = call;
    this.source = call.node();
    this.target = target;
    this.vmid = call.vmid();
    this.restarts = call.flag("restart");
  }

  static int run(Call call) {
    String name = call.get("target");
    if (name.equals(call.node().name())) {
      throw Refusal.parameters(
          Refusal.DIED, new TreeMap<>(Map.of("target", "target is local node.")));
    }
    Node target = find(call, name);
    call.node().guests().load(call.vmid());
    boolean running = call.node().running().contains(call.vmid());
    if (running && !call.flag("online") && !call.flag("restart")) {
      throw Refusal.died("can't migrate running container without --online or --restart");
    }
    if (call.node().ha().manages(call.vmid())) {
      call.output()
          .out("Requesting HA migration for CT " + call.vmid() + " to node " + name + "\n");
      return moveItself(call.withValue("restart", "1").muted(), name);
    }
    return new PctMigrate(call, target).migrate();
  }

  /** Brings it there without asking the HA manager, which may be who asks. */
  static int moveItself(Call call, String target) {
    return new PctMigrate(call, find(call, target)).migrate();
  }

  private static Node find(Call call, String name) {
    return call.node()
        .peers()
        .find(name)
        .orElseThrow(() -> Refusal.died("no such cluster node '" + name + "'"));
  }

  private int migrate() {
    return source.locked(
        vmid,
        call.output(),
        () -> {
          boolean wasRunning = source.running().contains(vmid);
          try {
            prepare(wasRunning);
          } catch (Refusal refusal) {
            throw aborted(refusal);
          }
          moveAndUnlock(wasRunning);
          log("migration finished successfully (duration 00:00:01)");
          return 0;
        });
  }

  private void prepare(boolean wasRunning) {
    GuestConf conf = source.guests().load(vmid, Refusal.DIED);
    conf.refuseWhenLocked();
    if (wasRunning && call.flag("online")) {
      throw Refusal.died("lxc live migration is currently not implemented");
    }
    for (MountPoint mount : MountPoints.of(conf.current())) {
      if (mount.isPath()) {
        if (!mount.flag("shared")) {
          throw Refusal.died(
              "cannot migrate local " + mount.type() + " mount point '" + mount.option() + "'");
        }
      } else {
        String there = targetStorage(mount.volume());
        if (!target.storages().usable(there).content().contains("rootdir")) {
          throw Refusal.died(
              mount.volume()
                  + ": content type 'rootdir' is not available on storage '"
                  + there
                  + "'");
        }
      }
    }
    if (wasRunning) {
      log("shutdown CT " + vmid);
      PctPower.halt(source, vmid);
    }
  }

  private void moveAndUnlock(boolean wasRunning) {
    try {
      move();
    } catch (Refusal refusal) {
      log("aborting phase 1 - cleanup resources");
      edit(source, conf -> conf.current().remove("lock"));
      if (wasRunning) {
        log("start container on source node");
        PctPower.startItself(call);
      }
      throw aborted(refusal);
    }
    copied.forEach(source.volumes()::free);
    log("start final cleanup");
    edit(target, conf -> conf.current().remove("lock"));
    if (wasRunning && restarts) {
      log("start container on target node");
      PctPower.startItself(call.on(target));
    }
  }

  private void move() {
    log(
        "starting migration of CT "
            + vmid
            + " to node '"
            + target.name()
            + "' ("
            + source.peers().addressOf(target.name())
            + ")");
    edit(source, conf -> conf.current().set("lock", "migrate"));
    GuestConf conf = source.guests().load(vmid);
    Set<Volume> volumes = new LinkedHashSet<>();
    conf.snapshots().values().forEach(section -> volumes.addAll(MountPoints.volumesOf(section)));
    volumes.addAll(MountPoints.volumesOf(conf.current()));
    volumes.addAll(MountPoints.unusedOf(conf.current()));
    refuseUnmovable(conf, volumes);
    Map<String, String> renamed = new LinkedHashMap<>();
    for (Volume volume : volumes) {
      if (isShared(volume)) {
        log("volume '" + volume + "' is on shared storage '" + volume.storage() + "'");
        continue;
      }
      copied.add(volume);
      Volume there =
          target.volumes().receive(source.files(), source.volumes(), volume, targetStorage(volume));
      log("volume '" + volume + "' is '" + there + "' on the target");
      renamed.put(volume.id(), there.id());
    }
    edit(source, changed -> MountPoints.rename(changed, renamed));
    source.guests().moveTo(vmid, target.guests());
  }

  private void refuseUnmovable(GuestConf conf, Set<Volume> volumes) {
    List<String> errors = new ArrayList<>();
    for (Volume volume : volumes) {
      if (isShared(volume)) {
        continue;
      }
      log("found local volume '" + volume + "' (in current VM config)");
      String type = source.storages().usable(volume.storage()).type();
      boolean snapshots =
          conf.snapshots().values().stream()
              .anyMatch(section -> MountPoints.volumesOf(section).contains(volume));
      String base = volume.path().replaceFirst("/$", "");
      String why = "";
      if (!volume.owner().equals(vmid)) {
        why = "owned by other guest (owner = " + volume.owner() + ")";
      } else if (snapshots && !MOVABLE_WITH_SNAPSHOTS.contains(type)) {
        why = "non-migratable snapshot exists";
      } else if (!MOVABLE.contains(type)) {
        why = "storage type '" + type + "' not supported";
      } else if (base.startsWith("base")) {
        why = "clone of '" + base + "'";
      }
      if (!why.isEmpty()) {
        errors.add("WARN: can't migrate local volume '" + volume + "': " + why);
      }
    }
    errors.forEach(this::log);
    if (!errors.isEmpty()) {
      throw Refusal.died("can't migrate CT - check log");
    }
  }

  private boolean isShared(Volume volume) {
    Storage storage = source.storages().usable(volume.storage());
    return Storages.isShared(storage.type());
  }

  /** The storage on the target; {@code --target-storage} names one for all, or pairs. */
  private String targetStorage(Volume volume) {
    if (isShared(volume)) {
      return volume.storage();
    }
    String all = volume.storage();
    for (String entry : PctSet.list(call.find("target-storage").orElse(""))) {
      if (entry.startsWith(volume.storage() + ":")) {
        return entry.substring(volume.storage().length() + 1);
      }
      if (!entry.contains(":") && !entry.equals("1")) {
        all = entry;
      }
    }
    return all;
  }

  private void edit(Node node, Consumer<GuestConf> change) {
    GuestConf conf = node.guests().load(vmid);
    change.accept(conf);
    node.guests().save(vmid, conf);
  }

  private Refusal aborted(Refusal refusal) {
    log("ERROR: migration aborted (duration 00:00:00): " + refusal.text());
    return Refusal.died("migration aborted");
  }

  private void log(String message) {
    Instant now = source.clock().instant();
    call.output().out(TIME.format(now) + " " + message + "\n");
  }
}
