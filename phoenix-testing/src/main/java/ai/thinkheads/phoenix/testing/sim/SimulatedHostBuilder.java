package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.HypervisorException;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a simulated node is like, before it exists. */
public final class SimulatedHostBuilder {

  private static final String FACTS = "/simulated-node";
  private static final int CPUS = 32;
  private static final long MEMORY_KIB = 256L << 20;

  private String name = "pve1";
  private String version = "8.4.1";
  private long seed = 1;
  private @Nullable Clock clock;
  private Function<Scripts, GuestRuntime> runtime = GuestPrograms::new;

  SimulatedHostBuilder() {}

  /** Its name in the cluster; {@code pve1} by default. A node that exists keeps its own. */
  public SimulatedHostBuilder nodeName(String value) {
    name = value;
    return this;
  }

  /** The version of Proxmox VE; {@code 8.4.1} by default. A node that exists keeps its own. */
  public SimulatedHostBuilder pveVersion(String value) {
    version = value;
    return this;
  }

  /** Where new hardware addresses are drawn from; 1 by default. */
  public SimulatedHostBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * The node's clock. By default the system's for a node on disk, and one that starts with 2026 and
   * goes on by a second whenever it is read for a node in memory.
   */
  public SimulatedHostBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** What guests are made of; by default plain files and a handful of programs. */
  public SimulatedHostBuilder guestRuntime(GuestRuntime value) {
    runtime = scripts -> value;
    return this;
  }

  /** Makes the node in memory. */
  public SimulatedHost inMemory() {
    return open(memory(), memoryClock());
  }

  private static Path memory() {
    Configuration configuration =
        Configuration.unix().toBuilder().setWorkingDirectory("/").setBlockSize(1024).build();
    return Jimfs.newFileSystem(configuration).getPath("/node");
  }

  private Clock memoryClock() {
    return clock == null ? new SteppingClock(Instant.parse("2026-01-01T00:00:00Z")) : clock;
  }

  /**
   * Makes the node in a directory, or opens it again.
   *
   * @throws HypervisorException when something else is in that directory
   */
  public SimulatedHost in(Path directory) {
    refuseForeignFiles(directory);
    return open(directory.toAbsolutePath(), clock == null ? Clock.system(ZoneOffset.UTC) : clock);
  }

  /**
   * Makes a cluster of nodes in memory, all of this version. They share {@code /etc/pve} and one
   * clock.
   *
   * @param nodes the names of its nodes
   */
  public SimulatedCluster inMemoryCluster(String... nodes) {
    return openCluster(memory(), List.of(nodes), memoryClock());
  }

  static boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve(FACTS.substring(1)));
  }

  private static void refuseForeignFiles(Path directory) {
    HostFiles files = new HostFiles(directory);
    boolean foreign = !files.list("/").isEmpty() && !files.isDirectory("/etc/pve/nodes");
    if (foreign) {
      throw new HypervisorException(
          directory + " holds other files, and no simulated node",
          "name a directory that is empty or does not exist yet");
    }
  }

  private SimulatedHost open(Path root, Clock nodeClock) {
    HostFiles files = new HostFiles(root);
    return open(files, new Locks(files), new Peers(), nodeClock);
  }

  /** Opens a node; the locks are those that all nodes of the cluster share. */
  private SimulatedHost open(HostFiles files, Locks shared, Peers peers, Clock nodeClock) {
    Optional<String> facts = files.text(FACTS);
    String node = facts.map(text -> fact(text, "name")).orElse(name);
    String pveVersion = facts.map(text -> fact(text, "version")).orElse(version);
    boolean alone = files.places().isAlone();
    Locks locks = alone ? shared : new Locks(files);
    Storages storages = new Storages(files, node);
    Scripts scripts = new Scripts();
    GuestRuntime guests = runtime.apply(scripts);
    Node parts =
        new Node(
            node,
            pveVersion,
            files,
            locks,
            new NodeLock(files),
            new Guests(files, shared, node),
            new RunningGuests(files, locks, guests::isAlive),
            storages,
            new Pools(files, shared),
            new Volumes(files, storages, guests),
            guests,
            nodeClock,
            new Macs(seed),
            new HighAvailability(files, shared),
            peers);
    peers.add(parts);
    SimulatedHost host = new SimulatedHost(parts, scripts);
    if (facts.isEmpty()) {
      install(host, files, node);
      files.write(FACTS, "name: " + node + "\nversion: " + pveVersion + "\n");
    }
    return host;
  }

  /** Lays out what is there after an installation. */
  private static void install(SimulatedHost host, HostFiles files, String node) {
    boolean alone = files.places().isAlone();
    for (String folder : List.of("/lxc", "/qemu-server")) {
      files.directory("/etc/pve/nodes/" + node + folder);
      if (alone) {
        files.link("/etc/pve" + folder, "nodes/" + node + folder);
      }
    }
    if (alone) {
      files.link("/etc/pve/local", "nodes/" + node);
      files.write("/etc/pve/.members", "{\n\"nodename\": \"" + node + "\",\n\"version\": 0\n}\n");
    }
    files.directory("/etc/pve/firewall");
    files.directory("/dev");
    files.directory("/root");
    files.write("/etc/hostname", node + "\n");
    files.write("/etc/machine-id", machineId(files.at("/"), node) + "\n");
    files.write("/proc/sys/kernel/hostname", node + "\n");
    files.write("/proc/meminfo", "MemTotal:       " + MEMORY_KIB + " kB\n");
    files.write("/sys/devices/system/cpu/online", "0-" + (CPUS - 1) + "\n");
    files.write("/usr/sbin/pct", "");
    if (!files.exists("/etc/pve/.vmlist")) {
      files.write("/etc/pve/.vmlist", "{\n\"version\": 1,\n\"ids\": {\n}\n\n}\n");
    }
    new RunningGuests(files, new Locks(files), vmid -> true).clear();
    host.addStorage("local", "dir", "iso", "vztmpl", "backup");
    host.addStorage("local-zfs", "zfspool", "images", "rootdir");
    host.addBridge("vmbr0");
  }

  /** Another one for each directory, and always the same. */
  private static String machineId(Path root, String node) {
    byte[] place = (root.toAbsolutePath() + " " + node).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(place).toString().replace("-", "");
  }

  private SimulatedCluster openCluster(Path root, List<String> names, Clock clusterClock) {
    Path shared = root.resolve("cluster");
    Locks locks = new Locks(new HostFiles(shared));
    Peers peers = new Peers();
    Set<String> sharedStorages = ConcurrentHashMap.newKeySet();
    List<SimulatedHost> nodes = new ArrayList<>();
    for (String node : names) {
      Path own = root.resolve("nodes").resolve(node);
      HostFiles files = new HostFiles(new Places(own, shared, node, sharedStorages));
      nodes.add(nodeName(node).open(files, locks, peers, clusterClock));
    }
    SimulatedCluster cluster = new SimulatedCluster(nodes, sharedStorages);
    cluster.tellMembers();
    return cluster;
  }

  private static String fact(String text, String key) {
    return Pattern.compile("^" + key + ": (.*)$", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(FACTS + " of the node has no " + key));
  }
}
