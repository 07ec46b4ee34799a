package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What is true of every simulated node at rest. */
final class Invariants {

  private Invariants() {}

  static void check(Node node) {
    List<String> broken = new ArrayList<>();
    SortedMap<Vmid, GuestConf> guests = node.guests().all();
    node.running()
        .all()
        .forEach(
            vmid -> {
              if (!guests.containsKey(vmid)) {
                broken.add(vmid + " runs but has no configuration");
              } else if (guests.get(vmid).isTemplate()) {
                broken.add(vmid + " runs but is a template");
              }
            });
    Map<String, Vmid> owners = new HashMap<>();
    guests.forEach((vmid, conf) -> checkGuest(node, vmid, conf, owners, broken));
    node.files().unfinished().forEach(path -> broken.add(path + " was left unfinished"));
    if (!broken.isEmpty()) {
      throw new AssertionError(
          "the simulated node " + node.name() + " is broken:\n  " + String.join("\n  ", broken));
    }
  }

  private static void checkGuest(
      Node node, Vmid vmid, GuestConf conf, Map<String, Vmid> owners, List<String> broken) {
    String text = node.guests().text(vmid, Refusal.DIED);
    String again = ConfText.print(ConfText.parse(text));
    if (!ConfText.print(ConfText.parse(again)).equals(again)) {
      broken.add(vmid + " has a configuration that does not survive reading and writing");
    }
    List<Volume> volumes = new ArrayList<>(MountPoints.volumesOf(conf.current()));
    volumes.addAll(MountPoints.unusedOf(conf.current()));
    for (Volume volume : volumes) {
      if (!node.volumes().exists(volume)) {
        broken.add(vmid + " uses " + volume + ", which does not exist");
      }
      Vmid other = owners.put(volume.id(), vmid);
      if (other != null) {
        broken.add(volume + " is used twice, by " + other + " and " + vmid);
      }
    }
  }
}
