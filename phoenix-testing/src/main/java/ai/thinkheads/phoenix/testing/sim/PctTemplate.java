package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;

/** {@code pct template}: makes a container one that others are linked to, and that never starts. */
final class PctTemplate {

  private PctTemplate() {}

  static int run(Call call) {
    return call.node().locked(call.vmid(), call.output(), () -> convert(call.node(), call.vmid()));
  }

  private static int convert(Node node, Vmid vmid) {
    GuestConf conf = node.guests().load(vmid);
    conf.refuseWhenLocked();
    if (!conf.snapshots().isEmpty()) {
      throw Refusal.died("unable to create template, because CT contains snapshots");
    }
    if (conf.isTemplate()) {
      throw Refusal.died("you can't convert a template to a template");
    }
    if (node.running().contains(vmid)) {
      throw Refusal.died("you can't convert a CT to template if the CT is running");
    }
    for (MountPoint mount : MountPoints.of(conf.current())) {
      if (mount.isPath()) {
        throw Refusal.died("Template feature is not available for '" + mount.source() + "'");
      }
    }
    for (MountPoint mount : MountPoints.of(conf.current())) {
      Volume base = node.volumes().toBase(mount.volume());
      conf.current().set(mount.option(), mount.with(base, node.volumes().size(base)).print());
    }
    conf.current().set("template", "1");
    node.guests().save(vmid, conf);
    return 0;
  }
}
