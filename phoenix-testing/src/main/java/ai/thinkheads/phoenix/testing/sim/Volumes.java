package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The volumes of the guests, as {@code /guests/VMID/STORAGE/NAME}: there, {@code volume} says its
 * size in bytes and its snapshots in the order of their making, {@code files} is its content, and
 * {@code snapshots/SNAPSHOT} keeps the content of that time.
 */
final class Volumes {

  private final HostFiles files;
  private final Storages storages;
  private final GuestRuntime runtime;

  Volumes(HostFiles files, Storages storages, GuestRuntime runtime) {
    this.files = files;
    this.storages = storages;
    this.runtime = runtime;
  }

  static String folder(Volume volume) {
    return "/guests/" + volume.owner() + "/" + volume.storage() + "/" + volume.name();
  }

  /** Where the content of a volume is. */
  static String content(Volume volume) {
    return folder(volume) + "/files";
  }

  private static String content(Volume volume, String snapshot) {
    return folder(volume) + "/snapshots/" + snapshot;
  }

  boolean exists(Volume volume) {
    return files.isDirectory(folder(volume));
  }

  /** The volumes on a storage, sorted by id. */
  List<Volume> on(String storage) {
    List<Volume> found = new ArrayList<>();
    for (String guest : files.list("/guests")) {
      for (String name : files.list("/guests/" + guest + "/" + storage)) {
        Volume.parse(storage + ":" + path(storage, guest, name) + name).ifPresent(found::add);
      }
    }
    return found;
  }

  private String path(String storage, String guest, String name) {
    Optional<String> base = facts("/guests/" + guest + "/" + storage + "/" + name, "base");
    return base.orElseGet(() -> Storages.keepsFiles(storages.usable(storage)) ? guest + "/" : "");
  }

  /** Makes an empty volume of that many bytes; 0 is a directory without limit. */
  Volume allocate(String storageId, Vmid owner, long bytes) {
    Storage storage = storages.usable(storageId);
    if (!storage.content().contains("rootdir")) {
      throw Refusal.died(
          "content type 'rootdir' is not available or configured on storage '" + storageId + "'");
    }
    boolean subvol =
        storage.type().equals("zfspool") || (Storages.keepsFiles(storage) && bytes == 0);
    Volume volume = free(storage, owner, subvol ? "subvol" : "vm");
    describe(volume, bytes, List.of());
    files.directory(content(volume));
    return volume;
  }

  private Volume free(Storage storage, Vmid owner, String prefix) {
    List<String> taken = files.list("/guests/" + owner + "/" + storage.id());
    int number = 0;
    while (isTaken(taken, "-" + owner + "-disk-" + number)) {
      number++;
    }
    String suffix = "";
    if (Storages.keepsFiles(storage)) {
      suffix = prefix.equals("subvol") ? ".subvol" : ".raw";
    }
    String path = Storages.keepsFiles(storage) ? owner + "/" : "";
    String name = prefix + "-" + owner + "-disk-" + number + suffix;
    return new Volume(storage.id(), path, name, owner);
  }

  private static boolean isTaken(List<String> names, String core) {
    return names.stream().anyMatch(name -> name.replaceFirst("\\.\\w+$", "").endsWith(core));
  }

  /** Copies a volume, or what it was at a snapshot, to a fresh one of the same size. */
  Volume copy(Volume source, Optional<String> snapshot, String storage, Vmid owner) {
    Volume copy = allocate(storage, owner, size(source));
    String from = snapshot.map(name -> content(source, name)).orElse(content(source));
    files.delete(content(copy));
    copyContent(from, content(copy));
    return copy;
  }

  /** Makes a linked clone of a base volume. */
  Volume link(Volume base, Vmid owner) {
    Storage storage = storages.usable(base.storage());
    Volume fresh = free(storage, owner, base.format().equals("subvol") ? "subvol" : "vm");
    boolean named = Storages.namesBase(storage);
    String basePath = named ? base.name() + "/" : fresh.path();
    Volume clone = new Volume(fresh.storage(), basePath, fresh.name(), owner);
    copyContent(content(base), content(clone));
    describe(clone, size(base), List.of());
    return clone;
  }

  /** Turns a volume into a base for linked clones. */
  Volume toBase(Volume volume) {
    String name = volume.name().replaceFirst("^vm-", "base-").replaceFirst("^subvol-", "basevol-");
    if (!Storages.canSnapshot(storages.usable(volume.storage()))
        && volume.format().equals("subvol")) {
      name = volume.name();
    }
    Volume base = new Volume(volume.storage(), volume.path(), name, volume.owner());
    files.move(folder(volume), folder(base));
    describe(base, size(base), List.of());
    return base;
  }

  /** Gives a volume to another guest. */
  Volume rename(Volume volume, Vmid owner) {
    Volume renamed =
        free(
            storages.usable(volume.storage()),
            owner,
            volume.format().equals("subvol") ? "subvol" : "vm");
    files.move(folder(volume), folder(renamed));
    describe(renamed, size(renamed), snapshots(renamed));
    return renamed;
  }

  /** Takes over a copy of a volume of another node, with its snapshots. */
  Volume receive(HostFiles from, Volumes sender, Volume volume, String storageId) {
    Storage storage = storages.usable(storageId);
    Volume copy =
        storageId.equals(volume.storage()) && !exists(volume)
            ? volume
            : free(
                storage,
                volume.owner(),
                storage.type().equals("zfspool") || volume.format().equals("subvol")
                    ? "subvol"
                    : "vm");
    List<String> names = sender.snapshots(volume);
    copyContent(from, content(volume), content(copy));
    names.forEach(name -> copyContent(from, content(volume, name), content(copy, name)));
    describe(copy, sender.size(volume), names);
    return copy;
  }

  /** Removes a volume with its snapshots. */
  void free(Volume volume) {
    boolean inUse =
        volume.isBase()
            && on(volume.storage()).stream()
                .anyMatch(other -> other.path().equals(volume.name() + "/"));
    if (inUse) {
      throw Refusal.died("base volume '" + volume.name() + "' is still in use by linked clones");
    }
    files.delete(folder(volume));
    String storage = "/guests/" + volume.owner() + "/" + volume.storage();
    if (files.list(storage).isEmpty()) {
      files.delete(storage);
    }
    if (files.list("/guests/" + volume.owner()).isEmpty()) {
      files.delete("/guests/" + volume.owner());
    }
  }

  long size(Volume volume) {
    return Long.parseLong(
        facts(folder(volume), "size")
            .orElseThrow(() -> Refusal.died("volume '" + volume + "' does not exist")));
  }

  void resize(Volume volume, long bytes) {
    describe(volume, bytes, snapshots(volume));
  }

  /** The snapshots of a volume, oldest first. */
  List<String> snapshots(Volume volume) {
    String names = facts(folder(volume), "snapshots").orElse("");
    return names.isBlank() ? List.of() : List.of(names.trim().split(" ", -1));
  }

  void snapshot(Volume volume, String name) {
    copyContent(content(volume), content(volume, name));
    List<String> names = new ArrayList<>(snapshots(volume));
    names.add(name);
    describe(volume, size(volume), names);
  }

  void deleteSnapshot(Volume volume, String name) {
    List<String> names = new ArrayList<>(snapshots(volume));
    names.remove(name);
    describe(volume, size(volume), names);
    files.delete(content(volume, name));
  }

  void refuseImpossibleRollback(Volume volume, String name) {
    List<String> names = snapshots(volume);
    if (!names.contains(name)) {
      throw Refusal.died(
          "can't rollback, snapshot '" + name + "' does not exist on '" + volume + "'");
    }
    boolean latest = names.get(names.size() - 1).equals(name);
    if (!latest && Storages.rollsBackToLatestOnly(storages.usable(volume.storage()))) {
      throw Refusal.died(
          "can't rollback, '" + name + "' is not most recent snapshot on '" + volume + "'");
    }
  }

  void rollback(Volume volume, String name) {
    files.delete(content(volume));
    copyContent(content(volume, name), content(volume));
  }

  private void copyContent(String from, String to) {
    copyContent(files, from, to);
  }

  private void copyContent(HostFiles source, String from, String to) {
    files.change(to, () -> runtime.copy(source.at(from), files.at(to)));
  }

  private void describe(Volume volume, long bytes, List<String> snapshots) {
    String base =
        volume.path().isEmpty() || volume.path().matches("\\d+/")
            ? ""
            : "base: " + volume.path() + "\n";
    String names = snapshots.stream().collect(Collectors.joining(" "));
    files.write(
        folder(volume) + "/volume",
        "size: " + bytes + "\n" + base + (names.isEmpty() ? "" : "snapshots: " + names + "\n"));
  }

  private Optional<String> facts(String folder, String key) {
    return files
        .text(folder + "/volume")
        .flatMap(
            text ->
                text.lines()
                    .filter(line -> line.startsWith(key + ": "))
                    .map(line -> line.substring(key.length() + 2))
                    .findFirst());
  }
}
