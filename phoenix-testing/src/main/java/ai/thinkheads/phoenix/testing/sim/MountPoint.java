package ai.thinkheads.phoenix.testing.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of {@code rootfs} or {@code mpN}.
 *
 * @param option which of them
 * @param values its sub-keys, {@code volume} among them
 */
record MountPoint(String option, Map<String, String> values) {

  private static final String VOLUME = "volume";

  static MountPoint parse(String option, String text) {
    return new MountPoint(option, format(option).parse(text));
  }

  private static PropertyFormat format(String option) {
    return option.equals("rootfs") ? ConfigOptions.ROOTFS : ConfigOptions.MOUNT_POINT;
  }

  /** A volume id, a request for a fresh volume, or a path of the node. */
  String source() {
    return values.getOrDefault(VOLUME, "");
  }

  /** Whether it is a folder or device of the node instead of a volume of its own. */
  boolean isPath() {
    return source().startsWith("/");
  }

  /** {@code volume}, {@code bind} or {@code device}. */
  String type() {
    if (!isPath()) {
      return VOLUME;
    }
    return source().startsWith("/dev/") ? "device" : "bind";
  }

  /** The storage that its volume is on, or shall be made on. */
  String storage() {
    int colon = source().indexOf(':');
    if (colon < 0) {
      throw Refusal.died("unable to parse volume ID '" + source() + "'");
    }
    return source().substring(0, colon);
  }

  Volume volume() {
    return Volume.of(source());
  }

  /** The volume, when it is one that exists already or shall exist under that name. */
  Optional<Volume> namedVolume() {
    return isPath() ? Optional.empty() : Volume.parse(source());
  }

  /** Where it appears in the container. */
  String path() {
    return option.equals("rootfs") ? "/" : values.getOrDefault("mp", "/");
  }

  /** The ids of one kind may be mapped once on either side. */
  void refuseOverlappingIds() {
    String text = values.getOrDefault("idmap", "passthrough");
    if (text.equals("passthrough")) {
      return;
    }
    for (String kind : List.of("u", "g")) {
      for (int side = 1; side <= 2; side++) {
        refuseOverlaps(kind, side, text);
      }
    }
  }

  private static void refuseOverlaps(String kind, int side, String text) {
    List<String[]> entries = new ArrayList<>();
    for (String entry : text.split(";", -1)) {
      if (entry.startsWith(kind)) {
        entries.add(entry.split(":", -1));
      }
    }
    entries.sort(Comparator.comparingLong(entry -> Long.parseLong(entry[side])));
    for (int i = 1; i < entries.size(); i++) {
      String[] before = entries.get(i - 1);
      long start = Long.parseLong(entries.get(i)[side]);
      if (Long.parseLong(before[side]) + Long.parseLong(before[3]) > start) {
        throw Refusal.died(
            "invalid map entry '"
                + String.join(" ", entries.get(i))
                + "': "
                + (side == 1 ? "container " : "host ")
                + kind
                + "id "
                + start
                + " is also mapped by entry '"
                + String.join(" ", before)
                + "'");
      }
    }
  }

  boolean flag(String key) {
    return "1".equals(values.get(key));
  }

  MountPoint with(Volume volume, long bytes) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(VOLUME, volume.id());
    changed.put("size", Sizes.print(bytes));
    return new MountPoint(option, changed);
  }

  /** The text as Proxmox writes it. */
  String print() {
    return format(option).print(values);
  }
}
