package ai.thinkheads.phoenix.testing.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a section of a configuration says about volumes and folders. */
final class MountPoints {

  private MountPoints() {}

  /** The root file system first, then the mount points by number. */
  static List<MountPoint> of(ConfSection section) {
    List<MountPoint> found = new ArrayList<>();
    section.get("rootfs").ifPresent(value -> found.add(MountPoint.parse("rootfs", value)));
    section.options().keySet().stream()
        .filter(ConfigOptions::isMountPoint)
        .sorted(Comparator.comparing(option -> Integer.valueOf(option.substring(2))))
        .forEach(option -> found.add(MountPoint.parse(option, section.get(option).orElseThrow())));
    return found;
  }

  /** The volumes that a section's options name, without unused ones. */
  static List<Volume> volumesOf(ConfSection section) {
    return of(section).stream().flatMap(mount -> mount.namedVolume().stream()).toList();
  }

  /** The volumes that a section remembers as unused. */
  static List<Volume> unusedOf(ConfSection section) {
    return section.options().entrySet().stream()
        .filter(entry -> entry.getKey().matches("unused\\d+"))
        .flatMap(entry -> Volume.parse(entry.getValue()).stream())
        .toList();
  }

  /** Whether any section of a configuration still names that volume. */
  static boolean uses(GuestConf conf, Volume volume) {
    List<ConfSection> sections = new ArrayList<>(conf.snapshots().values());
    sections.add(conf.current());
    return sections.stream().anyMatch(section -> volumesOf(section).contains(volume));
  }

  /** Calls volumes by other ids, in all sections. */
  static void rename(GuestConf conf, Map<String, String> ids) {
    List<ConfSection> sections = new ArrayList<>(conf.snapshots().values());
    sections.add(conf.current());
    sections.add(conf.pending());
    for (ConfSection section : sections) {
      section
          .options()
          .replaceAll(
              (option, value) -> {
                String id = value.replaceFirst(",.*$", "");
                boolean volume = ConfigOptions.isVolume(option) || option.startsWith("unused");
                return volume && ids.containsKey(id)
                    ? ids.get(id) + value.substring(id.length())
                    : value;
              });
    }
  }

  static void dropUnusedThatAreUsed(ConfSection section) {
    Set<String> used = new HashSet<>();
    volumesOf(section).forEach(volume -> used.add(volume.id()));
    section
        .options()
        .entrySet()
        .removeIf(entry -> entry.getKey().startsWith("unused") && used.contains(entry.getValue()));
  }
}
