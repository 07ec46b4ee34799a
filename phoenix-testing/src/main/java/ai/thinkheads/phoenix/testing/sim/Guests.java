package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration files of the cluster's guests, and its list of them. */
final class Guests {

  private static final String LIST = "/etc/pve/.vmlist";

  private final HostFiles files;
  private final Locks locks;
  private final String node;

  Guests(HostFiles files, Locks locks, String node) {
    this.files = files;
    this.locks = locks;
    this.node = node;
  }

  String fileOf(Vmid vmid) {
    return "/etc/pve/nodes/" + node + "/lxc/" + vmid + ".conf";
  }

  boolean exists(Vmid vmid) {
    return files.exists(fileOf(vmid));
  }

  /** The text of a container's configuration, or the words of Proxmox when there is none. */
  String text(Vmid vmid, int exitCode) {
    return files
        .text(fileOf(vmid))
        .orElseThrow(
            () ->
                Refusal.of(
                    exitCode,
                    "Configuration file 'nodes/"
                        + node
                        + "/lxc/"
                        + vmid
                        + ".conf' does not exist"));
  }

  /** The configuration of a container, or the words of Proxmox when there is none. */
  GuestConf load(Vmid vmid) {
    return load(vmid, Refusal.NO_SUCH_FILE);
  }

  GuestConf load(Vmid vmid, int exitCode) {
    return ConfText.parse(text(vmid, exitCode));
  }

  void save(Vmid vmid, GuestConf conf) {
    MountPoints.dropUnusedThatAreUsed(conf.current());
    files.write(fileOf(vmid), ConfText.print(conf));
    bump(vmid);
  }

  /** Gives a container to another node. */
  void moveTo(Vmid vmid, Guests other) {
    files.move(fileOf(vmid), other.fileOf(vmid));
    other.bump(vmid);
  }

  void delete(Vmid vmid) {
    files.delete(fileOf(vmid));
    bump(vmid);
  }

  /** Refuses the number of a guest that is somewhere in the cluster. */
  void refuseExisting(Vmid vmid, int exitCode) {
    for (String other : files.list("/etc/pve/nodes")) {
      String folder = "/etc/pve/nodes/" + other;
      if (files.exists(folder + "/lxc/" + vmid + ".conf")) {
        throw Refusal.of(exitCode, "CT " + vmid + " already exists on node '" + other + "'");
      }
      if (files.exists(folder + "/qemu-server/" + vmid + ".conf")) {
        throw Refusal.of(exitCode, "VM " + vmid + " already exists on node '" + other + "'");
      }
    }
  }

  /** The containers of this node with their configurations, by number. */
  SortedMap<Vmid, GuestConf> all() {
    SortedMap<Vmid, GuestConf> all = new TreeMap<>();
    for (String name : files.list("/etc/pve/nodes/" + node + "/lxc")) {
      if (name.matches("[1-9][0-9]{2,8}\\.conf")) {
        Vmid vmid = Vmid.parse(name.replace(".conf", ""));
        Optional<String> text = files.text(fileOf(vmid));
        text.ifPresent(value -> all.put(vmid, ConfText.parse(value)));
      }
    }
    return all;
  }

  /** Writes the list of the cluster's guests again, with a new version for that one. */
  private void bump(Vmid changed) {
    locks.shared(() -> writeList(changed));
  }

  private void writeList(Vmid changed) {
    String old = files.text(LIST).orElse("");
    SortedMap<Vmid, String> rows = new TreeMap<>();
    old.lines()
        .filter(line -> line.startsWith("\"") && line.contains("\"node\""))
        .forEach(
            line ->
                rows.put(
                    Vmid.parse(line.substring(1, line.indexOf('"', 1))),
                    line.substring(line.indexOf('{'), line.indexOf('}') + 1)));
    int version = old.isEmpty() ? 1 : number(old.lines().skip(1).findFirst().orElse("0")) + 1;
    rows.remove(changed);
    if (exists(changed)) {
      rows.put(
          changed,
          "{ \"node\": \"" + node + "\", \"type\": \"lxc\", \"version\": " + version + " }");
    }
    StringBuilder text = new StringBuilder("{\n\"version\": " + version + ",\n\"ids\": {\n");
    rows.forEach(
        (vmid, row) ->
            text.append('"')
                .append(vmid)
                .append("\": ")
                .append(row)
                .append(vmid.equals(rows.lastKey()) ? "\n" : ",\n"));
    files.write(LIST, text.append("}\n\n}\n").toString());
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("[^0-9]", ""));
  }

  /** The SHA-1 of a file's text in hexadecimal, which {@code --digest} is compared with. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format("%040x", new BigInteger(1, hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
