package ai.thinkheads.phoenix.testing.crash;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole of a simulated node: each of its files, and each folder, below the directory that it is
 * kept in. What is random or a time has its name instead of its value.
 */
final class Picture {

  /**
   * Logs, the list that Proxmox computes, and the note of a killed change of volumes, which the
   * next one takes away.
   */
  private static final List<String> OF_NO_ACCOUNT =
      List.of("/var/log", "etc/pve/.vmlist", "var/lib/phoenix/volumes");

  /**
   * All that is left of a container that Proxmox had destroyed when it was killed; whose it was is
   * gone with the rest, so pruning leaves it.
   */
  private static final String DESTROYED = "lock: destroyed\n";

  private static final Pattern MOUNT = Pattern.compile("(?m)^((?:rootfs|mp[0-9]+): [^,\\n]*)(.*)$");

  private static final Map<String, String> VARYING =
      Map.of(
          "hwaddr=[0-9A-F:]{17}", "hwaddr=RANDOM",
          "snaptime: [0-9]+", "snaptime: TIME",
          // The default, which Proxmox writes at the very end of a creation.
          "\nswap: 512\n", "\n");

  static SortedMap<String, String> of(Path node) {
    SortedMap<String, String> picture = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(node)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = node.relativize(path).toString();
        String content = content(path);
        if (OF_NO_ACCOUNT.stream().noneMatch(name::contains) && !content.equals(DESTROYED)) {
          picture.put(name, content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return picture;
  }

  private static String content(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path);
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return "folder";
    }
    String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> varying : VARYING.entrySet()) {
      text = text.replaceAll(varying.getKey(), varying.getValue());
    }
    return MOUNT.matcher(text).replaceAll(mount -> mount.group(1) + sorted(mount.group(2)));
  }

  /** The order of sub-keys has no meaning. */
  private static String sorted(String subKeys) {
    return Stream.of(subKeys.split(",", -1)).sorted().collect(Collectors.joining(","));
  }

  /** A copy of a node in a file system of its own. */
  static Path copy(Path node) {
    Path place = empty();
    try (Stream<Path> paths = Files.walk(node)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path copy = place.resolve(node.relativize(path).toString());
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, LinkOption.NOFOLLOW_LINKS);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return place;
  }

  /** A place in memory for a node. */
  static Path empty() {
    return Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setWorkingDirectory("/").setBlockSize(1024).build())
        .getPath("/node");
  }

  private Picture() {}
}
