package ai.thinkheads.phoenix.proxmox.ssh;

import ai.thinkheads.phoenix.proxmox.shell.ShellException;
import ai.thinkheads.phoenix.proxmox.ssh.KnownHost.HostPublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The entries of the known_hosts files that are about one host. */
final class KnownHosts {

  private final String name;
  private final List<KnownHost> entries = new ArrayList<>();
  private final List<KnownHost> withoutPort = new ArrayList<>();
  private boolean vouched;

  private KnownHosts(String name) {
    this.name = name;
  }

  /**
   * Reads the files; one that does not exist is empty.
   *
   * @param host whose entries are looked for
   * @throws ShellException when a file cannot be read
   */
  static KnownHosts of(SshHost host) {
    KnownHosts known = new KnownHosts(nameOf(host));
    host.keys().userFiles().forEach(file -> known.read(file, host));
    host.keys().globalFiles().forEach(file -> known.read(file, host));
    if (known.all().isEmpty()) {
      known.read(vouchedFile(known.name), host.keys().vouched(), host);
      known.vouched = !known.entries.isEmpty();
    }
    return known;
  }

  /** Where the cluster keeps the keys of a node. */
  private static Path vouchedFile(String node) {
    return Path.of("/etc/pve/nodes/" + node + "/ssh_known_hosts");
  }

  private static String nameOf(SshHost host) {
    return host.keys()
        .alias()
        .orElse(host.port() == 22 ? host.address() : "[" + host.address() + "]:" + host.port());
  }

  private void read(Path file, SshHost host) {
    List<String> lines;
    try {
      // In known_hosts only comments are not ASCII, and they may be in any encoding.
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new ShellException(
          "cannot read the host keys in " + file + ": " + e.getMessage(),
          "make it readable, or remove it",
          e);
    }
    read(file, lines, host);
  }

  private void read(Path file, List<String> lines, SshHost host) {
    for (int i = 0; i < lines.size(); i++) {
      Optional<KnownHost> entry = KnownHost.parse(file, i + 1, lines.get(i));
      entry.filter(known -> known.matches(name)).ifPresent(entries::add);
      // An entry without a port is good for every port, unless the name is an alias.
      entry
          .filter(known -> host.keys().alias().isEmpty() && known.matches(host.address()))
          .ifPresent(withoutPort::add);
    }
  }

  /** The name that was looked for, like {@code pve1} or {@code [pve1]:2222}. */
  String name() {
    return name;
  }

  /** Whether nobody but its cluster knows the host. */
  boolean isVouched() {
    return vouched;
  }

  /** The entry that revokes the key. */
  Optional<KnownHost> revocation(HostPublicKey key) {
    return all().stream().filter(entry -> entry.isRevoked() && entry.key().equals(key)).findFirst();
  }

  /** Whether the host is known to have the key. */
  boolean contains(HostPublicKey key) {
    return all().stream().anyMatch(entry -> entry.isPlain() && entry.key().equals(key));
  }

  /** The entries that say which keys the host has. */
  List<KnownHost> plain() {
    return entries.stream().filter(KnownHost::isPlain).toList();
  }

  /** The entry that trusts an authority for the host. */
  Optional<KnownHost> authority() {
    return all().stream().filter(KnownHost::isAuthority).findFirst();
  }

  /** All entries that a key may be accepted for, those with the port first. */
  List<KnownHost> all() {
    List<KnownHost> all = new ArrayList<>(entries);
    all.addAll(withoutPort);
    return all;
  }

  /**
   * Adds the host's key at the end of a file, which is made when it does not exist.
   *
   * @throws ShellException when it cannot be written
   */
  void append(Path file, HostPublicKey key) {
    String line =
        name + " " + key.type() + " " + Base64.getEncoder().encodeToString(key.blob()) + "\n";
    try {
      createDirectories(file.toAbsolutePath().getParent());
      String lineBreak = endsInMidLine(file) ? "\n" : "";
      Files.writeString(
          file, lineBreak + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ShellException(
          "cannot add the host key of " + name + " to " + file + ": " + e.getMessage(),
          "make the file writable",
          e);
    }
  }

  private static void createDirectories(Path directory) throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(directory, ownerOnly);
  }

  private static boolean endsInMidLine(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return false;
    }
    byte[] content = Files.readAllBytes(file);
    return content[content.length - 1] != '\n';
  }
}
