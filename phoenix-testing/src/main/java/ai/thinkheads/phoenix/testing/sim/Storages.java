package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.proxmox.StorageFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The storages of a simulated node: {@code storage.cfg}, and what each kind of storage can do. */
final class Storages {

  private static final String FILE = "/etc/pve/storage.cfg";
  private static final String REPORTS = "/etc/pve/.rrd";
  private static final List<String> KINDS_WITH_FILES =
      List.of("dir", "nfs", "cifs", "btrfs", "cephfs");
  private static final List<String> KINDS_WITH_SNAPSHOTS =
      List.of("zfspool", "btrfs", "lvmthin", "rbd");

  /** The folder of a storage for each content that is kept as plain files. */
  static final SortedMap<String, String> FILE_CONTENTS =
      new TreeMap<>(
          Map.of(
              "vztmpl", "template/cache",
              "iso", "template/iso",
              "backup", "dump",
              "snippets", "snippets"));

  /** The kinds whose content each node of a cluster sees. */
  private static final List<String> SHARED_KINDS = List.of("nfs", "cifs", "cephfs", "rbd");

  private static final String SPACE = "/simulated-storages/";
  private static final String DEFAULT_SPACE = (1L << 40) + " 0";

  private final HostFiles files;
  private final String node;

  Storages(HostFiles files, String node) {
    this.files = files;
    this.node = node;
  }

  /** All storages, by name. */
  SortedMap<String, Storage> all() {
    return StorageFile.parse(files.text(FILE).orElse(""), node);
  }

  /** The storage of that name, or the words of Proxmox when there is none. */
  Storage usable(String id) {
    Storage storage = all().get(id);
    if (storage == null) {
      throw Refusal.died("storage '" + id + "' does not exist");
    }
    if (storage.disabled()) {
      throw Refusal.died("storage '" + id + "' is disabled");
    }
    return storage;
  }

  void add(String id, String type, List<String> contents) {
    String old = files.text(FILE).orElse("");
    if (!old.isEmpty() && all().containsKey(id)) {
      return;
    }
    List<String> block = new ArrayList<>();
    block.add(type + ": " + id);
    if (KINDS_WITH_FILES.contains(type)) {
      String path = id.equals("local") ? "/var/lib/vz" : "/mnt/pve/" + id;
      block.add("path " + path);
      files.directory(path);
      FILE_CONTENTS.forEach(
          (content, folder) -> {
            if (contents.contains(content)) {
              files.directory(path + "/" + folder);
            }
          });
    } else if (type.equals("zfspool")) {
      block.add("pool " + (id.equals("local-zfs") ? "rpool/data" : id));
    }
    block.add("content " + String.join(",", contents));
    if (type.equals("zfspool")) {
      block.add("sparse 1");
    }
    files.write(FILE, (old.isEmpty() ? "" : old + "\n") + String.join("\n\t", block) + "\n");
    report(id);
  }

  void space(String id, long total, long used) {
    files.write(SPACE + id, total + " " + used + "\n");
    report(id);
  }

  /** Tells the cluster how full a storage is, as {@code pvestatd} does now and then. */
  private void report(String id) {
    String key = "pve2-storage/" + node + "/" + id + ":";
    Stream<String> others =
        files.text(REPORTS).orElse("").lines().filter(line -> !line.startsWith(key));
    String row = key + "1767225600:" + total(id) + ":" + used(id);
    files.write(
        REPORTS,
        Stream.concat(others, Stream.of(row))
            .map(line -> line + "\n")
            .collect(Collectors.joining()));
  }

  /** The bytes that a storage has in all. */
  long total(String id) {
    return space(id)[0];
  }

  /** The bytes of it that are in use, not counting those of guests. */
  long used(String id) {
    return space(id)[1];
  }

  private long[] space(String id) {
    String[] numbers = files.text(SPACE + id).orElse(DEFAULT_SPACE).trim().split(" ", -1);
    return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
  }

  /** The place of a volume that is a plain file, like an image or a snippet. */
  Optional<String> fileOf(String volume) {
    String[] parts = volume.split("[:/]", 3);
    if (parts.length != 3 || !FILE_CONTENTS.containsKey(parts[1])) {
      return Optional.empty();
    }
    return usable(parts[0])
        .path()
        .map(path -> path + "/" + FILE_CONTENTS.get(parts[1]) + "/" + parts[2]);
  }

  static boolean keepsFiles(Storage storage) {
    return storage.path().isPresent();
  }

  static boolean isShared(String kind) {
    return SHARED_KINDS.contains(kind);
  }

  /** Whether volumes of that format can be snapshotted there. */
  static boolean canSnapshot(Storage storage) {
    return KINDS_WITH_SNAPSHOTS.contains(storage.type());
  }

  /** Whether a base volume of that format can have linked clones there. */
  static boolean canLink(Storage storage, String format) {
    return canSnapshot(storage) && !(storage.type().equals("btrfs") && format.equals("subvol"));
  }

  /** Whether a snapshot of a volume can be mounted there, which a full clone of it needs. */
  static boolean canMountSnapshot(Storage storage, String format) {
    return !(storage.type().equals("btrfs") && format.equals("subvol"));
  }

  /** Whether only the latest snapshot can be rolled back to. */
  static boolean rollsBackToLatestOnly(Storage storage) {
    return storage.type().equals("zfspool");
  }

  /** Whether a linked clone names its base in its volume id, which protects the base. */
  static boolean namesBase(Storage storage) {
    return !storage.type().equals("btrfs");
  }
}
