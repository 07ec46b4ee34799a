package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** {@code pct start}, {@code stop}, {@code shutdown}, {@code reboot}: whether a container runs. */
final class PctPower {

  private PctPower() {}

  static int start(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    node.guests().text(vmid, Refusal.DIED);
    if (node.running().contains(vmid)) {
      throw Refusal.died("CT " + vmid + " already running");
    }
    if (node.ha().manages(vmid)) {
      call.output().out("Requesting HA start for CT " + vmid + "\n");
      HaManager.request(call, "started");
      return 0;
    }
    return startItself(call);
  }

  /** Starts it without asking the HA manager, which may be who asks. */
  static int startItself(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    return node.locked(
        vmid,
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(vmid, Refusal.DIED);
          if (conf.isTemplate()) {
            throw Refusal.died("you can't start a CT if it's a template");
          }
          if (!conf.lock().equals(Optional.of("mounted"))) {
            conf.refuseWhenLocked();
          }
          refuseQuotas(conf);
          return bringUp(call, conf);
        });
  }

  private static void refuseQuotas(GuestConf conf) {
    boolean quota = MountPoints.of(conf.current()).stream().anyMatch(m -> m.flag("quota"));
    if (quota && conf.current().flag("unprivileged")) {
      throw Refusal.died("Quotas are not supported by unprivileged containers.");
    }
  }

  /** What is pending takes effect now, then LXC gets its configuration and starts. */
  private static int bringUp(Call call, GuestConf conf) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    if (!conf.pending().isEmpty()) {
      SortedMap<String, String> errors = new PendingChanges(node, vmid, conf).apply(option -> true);
      errors.values().forEach(call.output()::err);
      node.guests().save(vmid, conf);
    }
    ConfSection current = conf.current();
    for (Map.Entry<String, String> option : current.options().entrySet()) {
      if (ConfigOptions.isNetwork(option.getKey())) {
        Networks.refuseUnconnectable(node, option.getKey(), option.getValue());
      } else if (option.getKey().matches("dev\\d+")) {
        PctSet.refuseMissingDevice(node, option.getValue(), Refusal.DIED);
      }
    }
    if (conf.lock().isPresent()) {
      return failInHook(call, 255);
    }
    for (MountPoint mount : MountPoints.of(current)) {
      boolean there =
          mount.isPath()
              ? node.files().exists(mount.source())
              : mount.namedVolume().filter(node.volumes()::exists).isPresent();
      if (!there) {
        return failInHook(call, 2);
      }
    }
    SimulatedGuest guest = new SimulatedGuest(vmid, node.files(), current);
    current
        .get("hostname")
        .map(name -> (name + "\n").getBytes(StandardCharsets.UTF_8))
        .ifPresent(name -> node.runtime().write(guest, "/etc/hostname", name));
    node.runtime().start(guest);
    node.running().add(vmid);
    return 0;
  }

  /** LXC's own words about its hook that found something wrong. */
  private static int failInHook(Call call, int status) {
    call.output()
        .out(
            "run_buffer: 322 Script exited with status "
                + status
                + "\nlxc_init: 844 Failed to run lxc.hook.pre-start for container \""
                + call.vmid()
                + "\"\n__lxc_start: 2027 Failed to initialize container \""
                + call.vmid()
                + "\"\n");
    throw Refusal.died("startup for container '" + call.vmid() + "' failed");
  }

  static int stop(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    refuseStopped(call, "CT ");
    if (node.ha().manages(vmid)) {
      call.output().out("Requesting HA stop for CT " + vmid + "\n");
      HaManager.request(call, "stopped");
      return 0;
    }
    return stopItself(call);
  }

  /** Stops it without asking the HA manager, which may be who asks. */
  static int stopItself(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    return node.locked(
        vmid,
        call.output(),
        () -> {
          node.guests().load(vmid).refuseWhenLocked();
          halt(node, vmid);
          return 0;
        });
  }

  static int reboot(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    refuseStopped(call, "VM ");
    return node.locked(
        vmid,
        call.output(),
        () -> {
          halt(node, vmid);
          return bringUp(call, node.guests().load(vmid));
        });
  }

  /** Needs a program that Proxmox does not install. */
  static int suspend(Call call) {
    Vmid vmid = call.vmid();
    call.node().guests().load(vmid);
    refuseStopped(call, "CT ");
    call.output()
        .out(
            "lxc-checkpoint: "
                + vmid
                + ": ../src/lxc/criu.c: criu_version_ok: 767 No such file or directory - execing"
                + " criu failed, is it installed?\nlxc-checkpoint: "
                + vmid
                + ": ../src/lxc/tools/lxc_checkpoint.c: checkpoint: 182 Checkpointing "
                + vmid
                + " failed\n");
    throw Refusal.died(
        "command 'lxc-checkpoint -n " + vmid + " -s -D /var/lib/vz/dump' failed: exit code 1");
  }

  static int resume(Call call) {
    Vmid vmid = call.vmid();
    call.node().guests().load(vmid);
    if (call.node().running().contains(vmid)) {
      throw Refusal.died("CT " + vmid + " already running");
    }
    throw Refusal.died("CT " + vmid + " is not suspended");
  }

  /** Also the answer for a container that does not exist. */
  private static void refuseStopped(Call call, String kind) {
    if (!call.node().running().contains(call.vmid())) {
      throw Refusal.died(kind + call.vmid() + " not running");
    }
  }

  /** Stops a container without asking. */
  static void halt(Node node, Vmid vmid) {
    if (node.running().contains(vmid)) {
      node.runtime().stop(node.guest(vmid));
      node.running().remove(vmid);
    }
  }

  static int status(Call call) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    GuestConf conf = node.guests().load(vmid);
    boolean running = node.running().contains(vmid);
    if (!call.flag("verbose")) {
      call.output().out("status: " + (running ? "running" : "stopped") + "\n");
      return 0;
    }
    call.output().out(Verbose.status(vmid, conf.current(), running));
    return 0;
  }

  static int list(Call call) {
    Node node = call.node();
    StringBuilder rows = new StringBuilder();
    String format = "%-10s %-10s %-12s %-20s\n";
    Set<Vmid> running = node.running().all();
    node.guests()
        .all()
        .forEach(
            (vmid, conf) ->
                rows.append(
                    String.format(
                        format,
                        vmid,
                        running.contains(vmid) ? "running" : "stopped",
                        conf.lock().orElse(""),
                        conf.current().get("hostname").orElse("CT" + vmid))));
    if (!rows.isEmpty()) {
      call.output().out(String.format(format, "VMID", "Status", "Lock", "Name") + rows);
    }
    return 0;
  }
}
