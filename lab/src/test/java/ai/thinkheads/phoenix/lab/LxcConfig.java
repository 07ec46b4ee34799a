package ai.thinkheads.phoenix.lab;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.testing.sim.SimulatedGuest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The configuration with which LXC starts a guest, made of what Proxmox has in its own. */
final class LxcConfig {

  private LxcConfig() {}

  /**
   * The text for a guest.
   *
   * @param group the name of the lab's control group
   * @param place where a file of the simulated node is in the lab's node
   */
  static String of(SimulatedGuest guest, String group, UnaryOperator<Path> place) {
    Vmid vmid = guest.vmid();
    List<String> rows = new ArrayList<>();
    rows.add("lxc.include = /usr/share/lxc/config/common.conf");
    if (isUnprivileged(guest)) {
      rows.add("lxc.include = /usr/share/lxc/config/userns.conf");
      rows.add("lxc.idmap = u 0 " + RootFileSystem.FIRST_ID + " 65536");
      rows.add("lxc.idmap = g 0 " + RootFileSystem.FIRST_ID + " 65536");
    }
    rows.add("lxc.uts.name = " + guest.option("hostname").orElse("CT" + vmid));
    rows.add("lxc.rootfs.path = dir:" + place.apply(guest.rootfs()));
    rows.add("lxc.apparmor.profile = unconfined");
    rows.add("lxc.cgroup.relative = 0");
    rows.add("lxc.cgroup.dir.monitor = " + group + "/" + vmid + ".monitor");
    rows.add("lxc.cgroup.dir.container = " + group + "/" + vmid);
    guest
        .mounts()
        .forEach(
            (path, source) -> {
              if (!path.isEmpty()) {
                rows.add(
                    "lxc.mount.entry = %s %s none rbind,create=dir 0 0"
                        .formatted(place.apply(source), path.substring(1)));
              }
            });
    guest.options().stream()
        .filter(option -> option.matches("net\\d+"))
        .forEach(option -> network(rows, option, guest.option(option).orElseThrow()));
    return String.join("\n", rows) + "\n";
  }

  static boolean isUnprivileged(SimulatedGuest guest) {
    return guest.option("unprivileged").filter("1"::equals).isPresent();
  }

  private static void network(List<String> rows, String option, String value) {
    PropertyString network = PropertyString.parse(value);
    String key = "lxc.net." + option.substring("net".length()) + ".";
    rows.add(key + "type = veth");
    rows.add(key + "flags = up");
    network.get("bridge").ifPresent(bridge -> rows.add(key + "link = " + bridge));
    network.get("name").ifPresent(name -> rows.add(key + "name = " + name));
    network.get("hwaddr").ifPresent(mac -> rows.add(key + "hwaddr = " + mac));
    network
        .get("ip")
        .filter(address -> address.contains("/"))
        .ifPresent(address -> rows.add(key + "ipv4.address = " + address));
    network.get("gw").ifPresent(gateway -> rows.add(key + "ipv4.gateway = " + gateway));
  }
}
