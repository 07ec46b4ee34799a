package ai.thinkheads.phoenix.proxmox.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One host with everything that the configuration says about reaching it.
 *
 * @param name as the user wrote it
 * @param address what to connect to
 * @param port 1 to 65535
 * @param user who logs in
 * @param keys where the host's keys are looked up
 * @param identities with what to log in
 * @param via the hosts through which the connection goes, first hop first
 * @param connectTimeout for the connection and for each answer until the login is done
 * @param aliveInterval after that silence the server is asked whether it is there
 * @param aliveCountMax so many times without an answer end the connection
 */
record SshHost(
    String name,
    String address,
    int port,
    String user,
    HostKeyLookup keys,
    Identities identities,
    List<SshHost> via,
    Duration connectTimeout,
    Duration aliveInterval,
    int aliveCountMax) {

  SshHost {
    via = List.copyOf(via);
  }

  /**
   * The same, whose keys are looked up under that name.
   *
   * @param vouched lines of known_hosts that count when no file says anything about that name
   */
  SshHost knownAs(String alias, List<String> vouched) {
    return new SshHost(
        name,
        address,
        port,
        user,
        new HostKeyLookup(
            Optional.of(alias), keys.userFiles(), keys.globalFiles(), keys.policy(), vouched),
        identities,
        via,
        connectTimeout,
        aliveInterval,
        aliveCountMax);
  }

  /** The host for people, like {@code root@pve1} or {@code root@pve1:2222}. */
  String display() {
    return user + "@" + place();
  }

  /** The host as the user wrote it, with the address where that differs. */
  String where() {
    String place = (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    return address.equals(name) ? place : name + " (" + place + ")";
  }

  private String place() {
    if (port == 22) {
      return name;
    }
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }

  /**
   * Where the keys of a host are looked up.
   *
   * @param alias the name to look for, instead of the address
   * @param userFiles the user's known_hosts files; new keys go into the first
   * @param globalFiles the system's known_hosts files
   * @param policy what happens to a host that is in none of them
   * @param vouched further lines, for a host that is in none of them: what the cluster of the node
   *     tells that was connected to first
   */
  record HostKeyLookup(
      Optional<String> alias,
      List<Path> userFiles,
      List<Path> globalFiles,
      HostKeyPolicy policy,
      List<String> vouched) {

    HostKeyLookup {
      userFiles = List.copyOf(userFiles);
      globalFiles = List.copyOf(globalFiles);
      vouched = List.copyOf(vouched);
    }

    /** Nobody vouches for the host. */
    HostKeyLookup(
        Optional<String> alias,
        List<Path> userFiles,
        List<Path> globalFiles,
        HostKeyPolicy policy) {
      this(alias, userFiles, globalFiles, policy, List.of());
    }
  }

  /**
   * With what a user logs in, beside a password.
   *
   * @param files private keys, in the order in which they are tried
   * @param only whether of the agent's keys only those are tried that are in the files
   * @param agent the socket of the agent
   */
  record Identities(List<KeyPath> files, boolean only, Optional<Path> agent) {

    Identities {
      files = List.copyOf(files);
    }
  }

  /**
   * A file that may hold a private key.
   *
   * @param file the private key
   * @param named whether the user named it; those that everyone may have are missed by nobody
   */
  record KeyPath(Path file, boolean named) {}
}
