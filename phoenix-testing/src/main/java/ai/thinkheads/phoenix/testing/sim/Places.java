package ai.thinkheads.phoenix.testing.sim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the files of a node are: its own below one directory, those that all nodes of its cluster
 * share below another. Shared are {@code /etc/pve} and what is on shared storages.
 *
 * @param own stands for the node's root
 * @param shared stands for the root of what is shared; the same as {@code own} for a node alone
 * @param node the node's name, to which {@code /etc/pve/local}, {@code lxc} and {@code qemu-server}
 *     lead
 * @param storages the names of the storages that are shared; may grow
 */
record Places(Path own, Path shared, String node, Set<String> storages) {

  private static final Pattern OF_STORAGE =
      Pattern.compile("/(?:guests/[^/]+|mnt/pve)/([^/]+)(?:/.*)?");

  /** Those of a node that is in no cluster. */
  static Places alone(Path root) {
    return new Places(root, root, "", Set.of());
  }

  boolean isAlone() {
    return own.equals(shared);
  }

  /** The real place of a path of the node; a path cannot leave the root by {@code ..}. */
  Path at(String path) {
    String inside = own.getFileSystem().getPath("/").resolve(path).normalize().toString();
    return !isAlone() && isShared(inside) ? in(shared, throughLinks(inside)) : in(own, inside);
  }

  private static Path in(Path root, String inside) {
    return root.resolve(inside.substring(1));
  }

  private boolean isShared(String path) {
    if (path.equals("/etc/pve/.members")) {
      return false;
    }
    Matcher storage = OF_STORAGE.matcher(path);
    return path.equals("/etc/pve")
        || path.startsWith("/etc/pve/")
        || (storage.matches() && storages.contains(storage.group(1)));
  }

  private String throughLinks(String path) {
    return path.replaceFirst("^/etc/pve/local(?=/|$)", "/etc/pve/nodes/" + node)
        .replaceFirst("^/etc/pve/(lxc|qemu-server)(?=/|$)", "/etc/pve/nodes/" + node + "/$1");
  }

  /** All directories whose entries are those of a directory of the node. */
  List<Path> listed(String path) {
    List<Path> all = new ArrayList<>(List.of(at(path)));
    if (!isAlone() && path.matches("/guests(?:/[^/]+)?")) {
      all.add(in(shared, path));
    }
    return all;
  }
}
