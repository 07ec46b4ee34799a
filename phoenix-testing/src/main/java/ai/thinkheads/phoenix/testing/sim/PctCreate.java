package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code pct create}: makes a container from an image. */
final class PctCreate {

  private static final List<String> NOT_CONFIG =
      List.of(
          "vmid",
          "ostemplate",
          "storage",
          "password",
          "ssh-public-keys",
          "pool",
          "start",
          "unprivileged",
          "restore",
          "force",
          "unique",
          "ignore-unpack-errors",
          "bwlimit",
          "ha-managed");
  private static final List<String> OS_TYPES =
      List.of(
          "debian",
          "devuan",
          "ubuntu",
          "centos",
          "fedora",
          "opensuse",
          "archlinux",
          "alpine",
          "gentoo",
          "nixos");

  private final Call call;
  private final Node node;
  private final Vmid vmid;

  private PctCreate(Call call) {
    this.call = call;
    this.node = call.node();
    this.vmid = call.vmid();
  }

  static int run(Call call) {
    return new PctCreate(call).create();
  }

  private int create() {
    node.guests().refuseExisting(vmid, Refusal.NO_SUCH_FILE);
    node.pools().refuseMissing(call.find("pool"));
    refuseWrongImage(call.get("ostemplate"));
    SortedMap<String, String> options = new TreeMap<>(call.arguments().values());
    options.keySet().removeAll(NOT_CONFIG);
    List<MountPoint> mounts = takeMounts(options);
    mounts.forEach(this::refuseWrongStorage);
    boolean unprivileged = call.find("unprivileged").orElse(node.isNine() ? "1" : "0").equals("1");
    GuestConf conf = GuestConf.empty();
    PctSet.stage(call, conf, options, List.of(), List.of());
    new PendingChanges(node, vmid, conf).apply(option -> true);
    if (unprivileged) {
      conf.current().set("unprivileged", "1");
    }
    lockNumber();
    node.locked(vmid, call.output(), () -> fill(conf, mounts));
    call.find("pool").ifPresent(pool -> node.pools().add(pool, vmid));
    if (call.flag("start")) {
      PctPower.start(call);
    }
    if (call.flag("ha-managed")) {
      call.output().out("Add as HA resource\n");
      String state = call.flag("start") ? "started" : "stopped";
      node.ha().put(vmid, new TreeMap<>(Map.of("state", state)));
    }
    return 0;
  }

  private void refuseWrongImage(String image) {
    if (image.startsWith("/")) {
      return;
    }
    String[] parts = image.split("[:/]", 3);
    if (parts.length < 3) {
      throw Refusal.died("unable to parse volume ID '" + image + "'");
    }
    node.storages().usable(parts[0]);
    if (!parts[1].equals("vztmpl")) {
      throw Refusal.died("unable to use volume " + image + " - content type needs to be 'vztmpl'");
    }
  }

  /** Takes the root file system and the mount points out of the options. */
  private List<MountPoint> takeMounts(SortedMap<String, String> options) {
    String storage = call.find("storage").orElse("local");
    List<MountPoint> mounts = new ArrayList<>();
    for (String option : List.copyOf(options.keySet())) {
      if (ConfigOptions.isVolume(option)) {
        String value = options.remove(option);
        boolean onlySize = value.matches("\\d+(\\.\\d+)?");
        mounts.add(MountPoint.parse(option, onlySize ? storage + ":" + value : value));
      } else if (option.startsWith("unused")) {
        options.remove(option);
        call.output().err("ignoring '" + option + "', cannot create/restore with unused volume\n");
      }
    }
    if (mounts.isEmpty()) {
      mounts.add(MountPoint.parse("rootfs", storage + ":4"));
    } else if (mounts.stream().noneMatch(mount -> mount.option().equals("rootfs"))) {
      throw Refusal.died("mount points configured, but 'rootfs' not set - aborting");
    }
    mounts.sort(Comparator.comparing(mount -> !mount.option().equals("rootfs")));
    return mounts;
  }

  private void refuseWrongStorage(MountPoint mount) {
    if (mount.isPath()) {
      return;
    }
    String id = mount.storage();
    if (!node.storages().usable(id).content().contains("rootdir")) {
      throw Refusal.parameters(
          Refusal.DIED,
          new TreeMap<>(
              Map.of("storage", "storage '" + id + "' does not support container directories")));
    }
  }

  /** The number is taken from here on; a killed command leaves this behind. */
  private void lockNumber() {
    node.locked(
        vmid,
        call.output(),
        () -> {
          node.guests().refuseExisting(vmid, Refusal.DIED);
          GuestConf locked = GuestConf.empty();
          locked.current().set("lock", "create");
          node.guests().save(vmid, locked);
          return 0;
        });
  }

  private int fill(GuestConf conf, List<MountPoint> mounts) {
    List<Volume> made = new ArrayList<>();
    try {
      for (MountPoint mount : mounts) {
        conf.current().set(mount.option(), allocate(mount, made).print());
      }
      unpack(conf);
      conf.current().options().putIfAbsent("hostname", "CT" + vmid);
      conf.current().options().putIfAbsent("memory", "512");
      conf.current().options().putIfAbsent("swap", "512");
      node.guests().save(vmid, conf);
      return 0;
    } catch (Refusal refusal) {
      made.forEach(node.volumes()::free);
      node.guests().delete(vmid);
      throw refusal.after("unable to create CT " + vmid + " - ");
    }
  }

  private MountPoint allocate(MountPoint mount, List<Volume> made) {
    if (mount.isPath()) {
      return mount;
    }
    boolean fresh = Volume.FRESH.matcher(mount.source()).matches();
    MountPoint real = FreshVolumes.realise(node, vmid, mount);
    if (fresh) {
      made.add(real.volume());
      Progress.formatted(call, real.volume(), node.volumes().size(real.volume()));
    }
    return real;
  }

  private void unpack(GuestConf conf) {
    String image = call.get("ostemplate");
    String file = image.startsWith("/") ? image : node.storages().fileOf(image).orElse("/nowhere");
    if (!node.files().isFile(file)) {
      throw Refusal.died(
          image.startsWith("/")
              ? "can't find file '" + image + "'"
              : "volume '" + image + "' does not exist");
    }
    String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String ostype = conf.current().get("ostype").orElse(detectedOsType(name));
    call.output().out("extracting archive '" + file + "'\n");
    SimulatedGuest guest = new SimulatedGuest(vmid, node.files(), conf.current());
    node.files()
        .change(
            Volumes.content(MountPoints.of(conf.current()).get(0).volume()) + "/",
            () -> node.runtime().unpack(guest, node.files().at(file), ostype));
    call.output().out("Total bytes read: 2150400 (2.1MiB, 82MiB/s)\n");
    String arch = conf.current().get("arch").orElse(detectedArchitecture(name));
    call.output().out("Detected container architecture: " + arch + "\n");
    conf.current().set("arch", arch);
    conf.current().set("ostype", ostype);
    // written for the first time with its volumes, and by that without the lock
    node.guests().save(vmid, conf);
    guest.write("/etc/hostname", conf.current().get("hostname").orElse("CT" + vmid) + "\n");
    call.find("ssh-public-keys").ifPresent(keys -> authorize(guest, keys));
  }

  private void authorize(SimulatedGuest guest, String keys) {
    Optional<String> text = node.files().text(keys);
    guest.write("/root/.ssh/authorized_keys", text.orElse(""));
  }

  private static String detectedOsType(String image) {
    return OS_TYPES.stream().filter(image::contains).findFirst().orElse("debian");
  }

  private static String detectedArchitecture(String image) {
    return image.contains("arm64") || image.contains("aarch64") ? "arm64" : "amd64";
  }

  /** Whether a storage's raw volumes are image files that are formatted with a message. */
  static boolean formatsImageFiles(Storage storage) {
    return Storages.keepsFiles(storage) && !storage.type().equals("btrfs");
  }
}
