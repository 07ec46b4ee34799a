package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;

/** {@code pct rescan}: writes the sizes that the volumes of a container really have. */
final class PctRescan {

  private PctRescan() {}

  static int run(Call call) {
    call.output().out("rescan volumes...\n");
    return call.find("vmid").map(vmid -> rescan(call, Vmid.parse(vmid))).orElse(0);
  }

  private static int rescan(Call call, Vmid vmid) {
    Node node = call.node();
    return node.locked(
        vmid,
        call.output(),
        () -> {
          GuestConf conf = node.guests().load(vmid, Refusal.DIED);
          for (MountPoint mount : MountPoints.of(conf.current())) {
            if (!mount.isPath()) {
              long size = node.volumes().size(mount.volume());
              String value = mount.with(mount.volume(), size).print();
              if (!conf.current().get(mount.option()).orElse("").equals(value)) {
                call.output()
                    .out(
                        "CT "
                            + vmid
                            + ": updated volume size of '"
                            + mount.volume()
                            + "' in config.\n");
                conf.current().set(mount.option(), value);
              }
            }
          }
          node.guests().save(vmid, conf);
          return 0;
        });
  }
}
