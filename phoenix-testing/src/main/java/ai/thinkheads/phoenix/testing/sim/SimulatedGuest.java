package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A container of a simulated node, seen from inside: its files are those of its volumes and of the
 * folders of the node that are mounted into it. A symbolic link in it never leads outside of it.
 */
public final class SimulatedGuest {

  private static final int MAX_LINKS = 40;

  private final Vmid vmid;
  private final HostFiles files;
  private final ConfSection config;
  private final SortedMap<String, String> mounts = new TreeMap<>(Collections.reverseOrder());

  SimulatedGuest(Vmid vmid, HostFiles files, ConfSection config) {
    this.vmid = vmid;
    this.files = files;
    this.config = config;
    for (MountPoint mount : MountPoints.of(config)) {
      String path = mount.path().replaceFirst("/+$", "");
      String place =
          mount.isPath()
              ? mount.source()
              : mount.namedVolume().map(Volumes::content).orElse("/nowhere");
      mounts.put(path, place);
    }
  }

  /** Its number. */
  public Vmid vmid() {
    return vmid;
  }

  /** The value of one of its options that are in force, like {@code memory}. */
  public Optional<String> option(String name) {
    return config.get(name);
  }

  /** The folder of the host that is its root file system. */
  public Path rootfs() {
    return files.at(mounts.getOrDefault("", "/nowhere"));
  }

  /**
   * The folders of the host that it sees, by the paths where it sees them; that of the root is
   * empty.
   */
  public SortedMap<String, Path> mounts() {
    SortedMap<String, Path> places = new TreeMap<>();
    mounts.forEach((path, place) -> places.put(path, files.at(place)));
    return places;
  }

  /** The place on the host of one of its files, which need not exist. */
  public Path at(String path) {
    return files.at(resolve(path));
  }

  /** The names of its options that are in force, sorted. */
  public SortedSet<String> options() {
    return new TreeSet<>(config.options().keySet());
  }

  /** The text of one of its files; absent when there is none. */
  public Optional<String> read(String path) {
    return files.text(resolve(path));
  }

  /** The bytes of one of its files; absent when there is none. */
  public Optional<byte[]> readBytes(String path) {
    String place = resolve(path);
    return files.isFile(place) ? files.bytes(place) : Optional.empty();
  }

  /** Writes one of its files as a whole, and makes the folders above it. */
  public void write(String path, String text) {
    files.write(resolve(path), text);
  }

  /** Writes one of its files as a whole, and makes the folders above it. */
  public void write(String path, byte[] bytes) {
    files.write(resolve(path), bytes);
  }

  /** Makes a folder and those above it. */
  public void makeDirectory(String path) {
    files.directory(resolve(path));
  }

  /** Removes a file, or a folder with all in it. */
  public void delete(String path) {
    files.delete(resolve(path));
  }

  /** Whether a file or folder is there. */
  public boolean exists(String path) {
    return files.exists(resolve(path));
  }

  /** Whether a folder is there. */
  public boolean isDirectory(String path) {
    return files.isDirectory(resolve(path));
  }

  /** The names in a folder, sorted; none when there is no such folder. */
  public List<String> list(String path) {
    return files.list(resolve(path));
  }

  /** The environment that Proxmox gives to a program, besides what it keeps of the caller's. */
  static Map<String, String> ownEnvironment(boolean keepsCallers) {
    String path =
        keepsCallers
            ? "/sbin:/bin:/usr/sbin:/usr/bin"
            : "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    return Map.of("PATH", path, "container", "lxc", "TERM", "linux");
  }

  /** The path on the node of a path in the guest, every link on the way followed inside of it. */
  private String resolve(String path) {
    Deque<String> todo = new ArrayDeque<>(List.of(path.split("/", -1)));
    String done = "";
    int links = 0;
    while (!todo.isEmpty()) {
      String step = todo.removeFirst();
      if (step.isEmpty() || step.equals(".")) {
        continue;
      }
      if (step.equals("..")) {
        done = done.replaceFirst("/[^/]*$", "");
        continue;
      }
      Optional<String> target = linkTarget(place(done + "/" + step));
      if (target.isEmpty() || ++links > MAX_LINKS) {
        done = done + "/" + step;
        continue;
      }
      if (target.get().startsWith("/")) {
        done = "";
      }
      List<String> steps = List.of(target.get().split("/", -1));
      for (int i = steps.size() - 1; i >= 0; i--) {
        todo.addFirst(steps.get(i));
      }
    }
    return place(done);
  }

  private Optional<String> linkTarget(String place) {
    Path file = files.at(place);
    if (!Files.isSymbolicLink(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readSymbolicLink(file).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path on the node of a path in the guest that has no links in it. */
  private String place(String path) {
    for (Map.Entry<String, String> mount : mounts.entrySet()) {
      String at = mount.getKey();
      if (path.equals(at) || path.startsWith(at + "/")) {
        return mount.getValue() + path.substring(at.length());
      }
    }
    return "/nowhere" + path;
  }

  @Override
  public String toString() {
    return "guest " + vmid;
  }
}
