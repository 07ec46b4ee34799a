package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.state.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list of storages, {@code /etc/pve/storage.cfg}, with the defaults that Proxmox adds ({@code
 * PVE::Storage::Plugin} and its subclasses).
 */
public final class StorageFile {

  private static final Pattern HEADER = Pattern.compile("([^\\s#:]+):\\s*(\\S+)\\s*");
  private static final Pattern PROPERTY = Pattern.compile("\\s+(\\S+)(?:\\s+(.*\\S))?\\s*");

  private static final Set<String> MOUNTED_BY_PROXMOX =
      Set.of("nfs", "cifs", "cephfs", "glusterfs");
  private static final Set<String> ALWAYS_SHARED =
      Set.of(
          "iscsi",
          "nfs",
          "cifs",
          "rbd",
          "cephfs",
          "iscsidirect",
          "glusterfs",
          "zfs",
          "drbd",
          "pbs");
  private static final List<String> BOTH_KINDS_OF_GUESTS = List.of("images", "rootdir");
  private static final Map<String, List<String>> DEFAULT_CONTENT =
      Map.of(
          "dir", BOTH_KINDS_OF_GUESTS,
          "btrfs", BOTH_KINDS_OF_GUESTS,
          "zfspool", BOTH_KINDS_OF_GUESTS,
          "lvmthin", BOTH_KINDS_OF_GUESTS,
          "cephfs", List.of("backup"),
          "pbs", List.of("backup"),
          "esxi", List.of("import"));
  private static final List<String> OTHERS_DEFAULT_CONTENT = List.of("images");

  private static final String LOCAL = "local";
  private static final String LOCAL_PATH = "/var/lib/vz";
  private static final Storage LOCAL_WHEN_UNDEFINED =
      new Storage(
          LOCAL,
          "dir",
          new TreeSet<>(List.of("backup", "images", "iso", "rootdir", "snippets", "vztmpl")),
          Optional.of(LOCAL_PATH),
          false,
          false);

  /** Reads the file, and returns by name those storages that the node has. */
  public static SortedMap<String, Storage> parse(String text, String node) {
    SortedMap<String, Storage> storages = new TreeMap<>();
    Section section = new Section("", "");
    for (String line : (Iterable<String>) text.lines()::iterator) {
      Matcher header = HEADER.matcher(line);
      Matcher property = PROPERTY.matcher(line);
      if (header.matches()) {
        section.addTo(storages, node);
        section = new Section(header.group(1).toLowerCase(Locale.ROOT), header.group(2));
      } else if (property.matches() && !line.stripLeading().startsWith("#")) {
        Optional<String> value = Optional.ofNullable(property.group(2));
        section.properties.put(property.group(1), value.orElse("1"));
      }
    }
    section.addTo(storages, node);
    storages.compute(LOCAL, (id, found) -> isProper(found) ? found : LOCAL_WHEN_UNDEFINED);
    return storages;
  }

  /** Proxmox insists on what {@code local} is, whatever the file says. */
  private static boolean isProper(@Nullable Storage local) {
    return local != null
        && local.type().equals("dir")
        && local.path().equals(Optional.of(LOCAL_PATH));
  }

  private static final class Section {
    private final String type;
    private final String id;
    private final SortedMap<String, String> properties = new TreeMap<>();

    Section(String type, String id) {
      this.type = type;
      this.id = id;
    }

    void addTo(SortedMap<String, Storage> storages, String node) {
      if (!id.isEmpty() && isOn(node)) {
        boolean disabled = !properties.getOrDefault("disable", "0").equals("0");
        storages.put(id, new Storage(id, type, content(), path(), isShared(), disabled));
      }
    }

    private boolean isOn(String node) {
      String nodes = properties.getOrDefault("nodes", "");
      return nodes.isEmpty() || id.equals(LOCAL) || list(nodes).contains(node);
    }

    private boolean isShared() {
      return ALWAYS_SHARED.contains(type) || !properties.getOrDefault("shared", "0").equals("0");
    }

    private SortedSet<String> content() {
      String content = properties.get("content");
      SortedSet<String> types =
          content == null
              ? new TreeSet<>(DEFAULT_CONTENT.getOrDefault(type, OTHERS_DEFAULT_CONTENT))
              : list(content);
      types.remove("none");
      return types;
    }

    private Optional<String> path() {
      Optional<String> path = Optional.ofNullable(properties.get("path"));
      if (path.isEmpty() && MOUNTED_BY_PROXMOX.contains(type)) {
        return Optional.of("/mnt/pve/" + id);
      }
      return path.isEmpty() && id.equals(LOCAL) ? Optional.of(LOCAL_PATH) : path;
    }

    private static SortedSet<String> list(String text) {
      SortedSet<String> items = new TreeSet<>(Arrays.asList(text.split("[,;\\s]+")));
      items.remove("");
      return items;
    }
  }

  private StorageFile() {}
}
