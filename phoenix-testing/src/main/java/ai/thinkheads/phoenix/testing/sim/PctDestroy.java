package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pct destroy}: removes a container with its volumes, snapshots and firewall rules. */
final class PctDestroy {

  private static final String JOBS = "/etc/pve/replication.cfg";

  private PctDestroy() {}

  static int run(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    refuseProtected(call, node.guests().load(vmid));
    refuseRunning(call);
    return node.locked(
        vmid,
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(vmid, Refusal.DIED);
          refuseProtected(call, conf);
          refuseRunning(call);
          if (node.running().contains(vmid)) {
            call.output().err("forced to stop CT " + vmid + " before destroying!\n");
            PctPower.halt(node, vmid);
          }
          remove(call, conf);
          return 0;
        });
  }

  private static void refuseProtected(Call call, GuestConf conf) {
    conf.refuseWhenProtected("can't remove CT " + call.vmid());
    conf.refuseWhenLocked();
    if (!call.flag("purge") && call.node().ha().knows(call.vmid())) {
      throw Refusal.died(
          "unable to remove CT "
              + call.vmid()
              + " - used in HA resources and purge parameter not set.");
    }
    Matcher job = job(call.node(), call.vmid());
    if (!call.flag("purge") && job.find()) {
      throw Refusal.died(
          "There is a replication job '"
              + job.group(1)
              + "' for guest '"
              + call.vmid()
              + "' - Please remove that first.");
    }
  }

  /** The jobs that replicate a guest, each with its rows. */
  private static Matcher job(Node node, Vmid vmid) {
    return Pattern.compile("(?m)^local: (" + vmid + "-[0-9]+)\n(?:\\s.*\n)*\n?")
        .matcher(node.files().text(JOBS).orElse(""));
  }

  private static void refuseRunning(Call call) {
    if (!call.flag("force") && call.node().running().contains(call.vmid())) {
      throw Refusal.died("unable to destroy CT " + call.vmid() + " - container is running");
    }
  }

  private static void remove(Call call, GuestConf conf) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    Set<Volume> volumes = new LinkedHashSet<>(MountPoints.volumesOf(conf.current()));
    volumes.addAll(MountPoints.unusedOf(conf.current()));
    volumes.addAll(MountPoints.volumesOf(conf.pending()));
    for (Volume volume : volumes) {
      if (volume.owner().equals(vmid)) {
        node.volumes().free(volume);
      } else {
        call.output()
            .err("ignore deletion of '" + volume + "', CT " + vmid + " isn't the owner!\n");
      }
    }
    if (call.flag("destroy-unreferenced-disks")) {
      node.storages().all().keySet().stream()
          .flatMap(storage -> node.volumes().on(storage).stream())
          .filter(volume -> volume.owner().equals(vmid))
          .forEach(node.volumes()::free);
    }
    GuestConf zombie = GuestConf.empty();
    zombie.current().set("lock", "destroyed");
    node.guests().save(vmid, zombie);
    node.pools().remove(vmid);
    node.files().delete("/etc/pve/firewall/" + vmid + ".fw");
    if (call.flag("purge")) {
      call.output().out("purging CT " + vmid + " from related configurations..\n");
      if (node.files().text(JOBS).isPresent()) {
        node.files().write(JOBS, job(node, vmid).replaceAll(""));
      }
      if (node.ha().knows(vmid)) {
        node.ha().remove(vmid);
        call.output().out("NOTE: removed CT " + vmid + " from HA resource configuration.\n");
      }
    }
    node.guests().delete(vmid);
  }
}
