package ai.thinkheads.phoenix.testing.sim;

import static ai.thinkheads.phoenix.testing.sim.OptionSpec.bool;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.choice;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.format;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.integer;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.number;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.pattern;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.properties;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.text;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The options of a container's configuration (pve-container 5, {@code LXC/Config.pm}). */
final class ConfigOptions {

  private static final int ANY = Integer.MAX_VALUE;
  private static final String MOUNT_OPTION = "(?:discard|lazytime|noatime|nodev|noexec|nosuid)";

  private static final String VARIABLE = "\\w+=[^\\x00-\\x08\\x0a-\\x1F\\x7F]*";
  private static final String MAPPING = "[ug]:[0-9]+:[0-9]+:[1-9][0-9]*";
  private static final OptionSpec IDMAP =
      pattern("passthrough|" + MAPPING + "(?:;" + MAPPING + ")*");

  private static final PropertyFormat ROOTFS_8 =
      PropertyFormat.of(
          Map.of(
              "volume", format(Formats::mountPath),
              "size", format(Formats.DISK_SIZE),
              "acl", bool(),
              "mountoptions", pattern(MOUNT_OPTION + "(?:;" + MOUNT_OPTION + ")*"),
              "ro", bool(),
              "quota", bool(),
              "replicate", bool(),
              "shared", bool()),
          "volume",
          "volume");

  private static final PropertyFormat MOUNT_POINT_8 =
      ROOTFS_8.plus(Map.of("mp", format(Formats::mountPath), "backup", bool()), "mp");

  private static final PropertyFormat UNUSED =
      PropertyFormat.of(Map.of("volume", format(Formats::volumeOrPath)), "volume", "volume");

  private static final PropertyFormat NETWORK_8 = network();

  /** The sub-keys of {@code rootfs} in any version. */
  static final PropertyFormat ROOTFS = ROOTFS_8.plus(Map.of("idmap", IDMAP));

  /** The sub-keys of {@code mpN} in any version. */
  static final PropertyFormat MOUNT_POINT =
      MOUNT_POINT_8.plus(Map.of("idmap", IDMAP, "keepattrs", bool()));

  /** The sub-keys of {@code netN} in any version. */
  static final PropertyFormat NETWORK = NETWORK_8.plus(Map.of("host-managed", bool()));

  private static final PropertyFormat FEATURES =
      PropertyFormat.of(
          Map.of(
              "mount", pattern("[a-zA-Z0-9_; ]+"),
              "nesting", bool(),
              "keyctl", bool(),
              "fuse", bool(),
              "mknod", bool(),
              "force_rw_sys", bool()),
          "");

  /** The sub-keys of {@code devN}. */
  static final PropertyFormat DEVICE =
      PropertyFormat.of(
          Map.of(
              "path", format(Formats::devicePath),
              "mode", pattern("0[0-7]{3}"),
              "uid", integer(0, ANY),
              "gid", integer(0, ANY),
              "deny-write", bool()),
          "path");

  private static final SortedMap<String, OptionSpec> EIGHT =
      all(ROOTFS_8, MOUNT_POINT_8, NETWORK_8);
  private static final SortedMap<String, OptionSpec> EIGHT_0 = withoutDevices(EIGHT);
  private static final SortedMap<String, OptionSpec> NINE = nine();

  /** The options that a running container takes over at once because it never looks at them. */
  static final Set<String> FAST =
      Set.of(
          "description",
          "onboot",
          "startup",
          "protection",
          "hostname",
          "hookscript",
          "cores",
          "tags",
          "lock");

  private ConfigOptions() {}

  private static PropertyFormat network() {
    SortedMap<String, OptionSpec> keys = new TreeMap<>();
    keys.put("type", choice("veth"));
    keys.put("name", pattern("[-_.\\w]+"));
    keys.put("bridge", pattern("[-_.\\w]+"));
    keys.put("hwaddr", format(Formats.MAC));
    keys.put("mtu", integer(64, 65_535));
    keys.put("ip", format(Formats.IPV4_CONFIG));
    keys.put("gw", format(Formats.IPV4_ADDRESS));
    keys.put("ip6", format(Formats::ipv6Config));
    keys.put("gw6", format(Formats::ipv6Address));
    keys.put("firewall", bool());
    keys.put("tag", integer(1, 4094));
    keys.put("trunks", pattern("\\d+(?:;\\d+)*"));
    keys.put("rate", number(0, ANY));
    keys.put("link_down", bool());
    return PropertyFormat.of(keys, "", "name");
  }

  private static SortedMap<String, OptionSpec> withoutDevices(
      SortedMap<String, OptionSpec> options) {
    SortedMap<String, OptionSpec> others = new TreeMap<>(options);
    others.keySet().removeIf(option -> option.matches("dev[0-9]+"));
    return others;
  }

  /** What Proxmox VE 9 knows beyond that. */
  private static SortedMap<String, OptionSpec> nine() {
    SortedMap<String, OptionSpec> nine = all(ROOTFS, MOUNT_POINT, NETWORK);
    nine.put("entrypoint", pattern("[^\\x00-\\x08\\x0a-\\x1F\\x7F]+"));
    nine.put("env", pattern(VARIABLE + "(?:\\x00" + VARIABLE + ")*"));
    return nine;
  }

  private static SortedMap<String, OptionSpec> all(
      PropertyFormat rootfs, PropertyFormat mountPoint, PropertyFormat network) {
    SortedMap<String, OptionSpec> all = new TreeMap<>();
    all.put(
        "lock",
        choice(
            "backup",
            "create",
            "destroyed",
            "disk",
            "fstrim",
            "migrate",
            "mounted",
            "rollback",
            "snapshot",
            "snapshot-delete"));
    all.put("onboot", bool());
    all.put("startup", format(Formats::startupOrder));
    all.put("template", bool());
    all.put("arch", choice("amd64", "i386", "arm64", "armhf", "riscv32", "riscv64"));
    all.put(
        "ostype",
        choice(
            "debian",
            "devuan",
            "ubuntu",
            "centos",
            "fedora",
            "opensuse",
            "archlinux",
            "alpine",
            "gentoo",
            "nixos",
            "unmanaged"));
    all.put("console", bool());
    all.put("tty", integer(0, 6));
    all.put("cores", integer(1, 8192));
    all.put("cpulimit", number(0, 8192));
    all.put("cpuunits", integer(0, 500_000));
    all.put("memory", integer(16, ANY));
    all.put("swap", integer(0, ANY));
    all.put("hostname", format(Formats.DNS_NAME).maxLength(255));
    all.put("description", text().maxLength(8192));
    all.put("searchdomain", format(Formats.DNS_NAMES));
    all.put("nameserver", format(Formats.ADDRESSES));
    all.put("timezone", format(Formats::timeZone));
    all.put("rootfs", properties(rootfs));
    all.put("cmode", choice("shell", "console", "tty"));
    all.put("protection", bool());
    all.put("unprivileged", bool());
    all.put("features", properties(FEATURES));
    all.put("hookscript", format(Formats::volumeOrPath));
    all.put("tags", format(Formats.TAGS));
    all.put("debug", bool());
    for (int n = 0; n < 32; n++) {
      all.put("net" + n, properties(network));
    }
    for (int n = 0; n < 256; n++) {
      all.put("mp" + n, properties(mountPoint));
      all.put("dev" + n, properties(DEVICE));
      all.put("unused" + n, properties(UNUSED));
    }
    return all;
  }

  /** All options that {@code pct create} and {@code pct set} know, by name. */
  static SortedMap<String, OptionSpec> settable(Release release) {
    return switch (release) {
      case BEFORE_DEVICES -> EIGHT_0;
      case EIGHT -> EIGHT;
      case NINE -> NINE;
    };
  }

  /** The options that name a volume, the root file system first. */
  static String[] volumes() {
    return Stream.concat(
            Stream.of("rootfs"), IntStream.range(0, 256).mapToObj(number -> "mp" + number))
        .toArray(String[]::new);
  }

  /** The options that {@code pct move-volume} can be asked to move. */
  static String[] movable() {
    return Stream.concat(
            Stream.of(volumes()), IntStream.range(0, 256).mapToObj(number -> "unused" + number))
        .toArray(String[]::new);
  }

  /** Whether a configuration can have that option at all. */
  static boolean exists(String option) {
    return NINE.containsKey(option) || option.equals("parent") || option.equals("snaptime");
  }

  static boolean isMountPoint(String option) {
    return option.startsWith("mp") && option.matches("mp\\d+");
  }

  static boolean isVolume(String option) {
    return option.equals("rootfs") || isMountPoint(option);
  }

  static boolean isNetwork(String option) {
    return option.startsWith("net") && option.matches("net\\d+");
  }
}
