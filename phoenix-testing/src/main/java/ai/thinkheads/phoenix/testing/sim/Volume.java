package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a guest's volume.
 *
 * @param storage the storage that holds it
 * @param path what stands before its name: the base of a linked clone, or the guest's folder; ends
 *     with a slash, or is empty
 * @param name its own name, like {@code subvol-950-disk-0}
 * @param owner the guest it belongs to
 */
record Volume(String storage, String path, String name, Vmid owner) {

  private static final Pattern ID =
      Pattern.compile(
          "([A-Za-z][\\w.-]*):((?:[^/\\s]+/)*)((?:vm|subvol|base|basevol)-(\\d+)-[^/\\s]+)");

  /** A request for a fresh volume: a storage, a colon, and whole or broken GiB. */
  static final Pattern FRESH = Pattern.compile("([^:\\s]+):(\\d+(?:\\.\\d+)?)");

  /** The volume of that id; absent when the text is no id of a guest's volume. */
  static Optional<Volume> parse(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Vmid owner = Vmid.parse(matcher.group(4));
    return Optional.of(new Volume(matcher.group(1), matcher.group(2), matcher.group(3), owner));
  }

  /** The volume of that id, or the words of Proxmox when the text is none. */
  static Volume of(String id) {
    return parse(id).orElseThrow(() -> Refusal.died("unable to parse volume ID '" + id + "'"));
  }

  /** The id by which configurations call it. */
  String id() {
    return storage + ":" + path + name;
  }

  boolean isBase() {
    return name.startsWith("base");
  }

  /** {@code subvol} for a directory, {@code raw} for a block device or its image. */
  String format() {
    return name.startsWith("subvol") || name.startsWith("basevol") ? "subvol" : "raw";
  }

  @Override
  public String toString() {
    return id();
  }
}
