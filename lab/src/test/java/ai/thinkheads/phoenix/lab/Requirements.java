package ai.thinkheads.phoenix.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a machine must have so that real containers can be made on it. */
final class Requirements {

  private static final String ENABLED = "phoenix.lab";

  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "lxc-start", "lxc",
              "lxc-attach", "lxc",
              "mmdebstrap", "mmdebstrap",
              "slirp4netns", "slirp4netns",
              "iptables", "iptables",
              "newuidmap", "uidmap",
              "sshd", "openssh-server",
              "ssh-keygen", "openssh-client",
              "ip", "iproute2",
              "unshare", "util-linux"));

  private static final Optional<String> MISSING = look();

  private Requirements() {}

  /** Why there is no lab on this machine, and what to do; absent when there can be one. */
  static Optional<String> missing() {
    return MISSING;
  }

  private static Optional<String> look() {
    if (!Boolean.getBoolean(ENABLED)) {
      return Optional.of("no lab without -Plab: it makes real containers, as root on Debian");
    }
    if (!System.getProperty("user.name").equals("root")) {
      return Optional.of("no lab for " + System.getProperty("user.name") + ": it needs root");
    }
    List<String> missing = new ArrayList<>();
    TreeSet<String> packages =
        PACKAGES.entrySet().stream()
            .filter(entry -> !isInstalled(entry.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!packages.isEmpty()) {
      missing.add("install " + String.join(" ", packages));
    }
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      missing.add("/dev/net/tun must be there");
    }
    if (packages.isEmpty() && !mayMakeNamespaces()) {
      missing.add("root must be allowed to make namespaces, bridges and mounts");
    }
    if (missing.isEmpty() && !RootFileSystem.canReachMirror()) {
      missing.add(RootFileSystem.MIRROR + " must be within reach");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("no lab on this machine: " + String.join(", ", missing));
  }

  private static boolean isInstalled(String program) {
    return List.of("/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
  }

  private static boolean mayMakeNamespaces() {
    return Programs.succeeds(
        "unshare",
        "--mount",
        "--net",
        "--uts",
        "--ipc",
        "--pid",
        "--fork",
        "sh",
        "-c",
        "mount -t tmpfs tmpfs /mnt && mkdir /mnt/u /mnt/w && ip link add probe type bridge"
            + " && mount -t overlay -o lowerdir=/usr,upperdir=/mnt/u,workdir=/mnt/w overlay /mnt");
  }
}
