package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.HypervisorException;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a simulated node is like, before it exists. */
public final class SimulatedHostBuilder {

  private static final String FACTS = "/simulated-node";

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
    Configuration configuration =
        Configuration.unix().toBuilder().setWorkingDirectory("/").setBlockSize(1024).build();
    Path root = Jimfs.newFileSystem(configuration).getPath("/node");
    return open(
        root, clock == null ? new SteppingClock(Instant.parse("2026-01-01T00:00:00Z")) : clock);
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
    Optional<String> facts = files.text(FACTS);
    String node = facts.map(text -> fact(text, "name")).orElse(name);
    String pveVersion = facts.map(text -> fact(text, "version")).orElse(version);
    Locks locks = new Locks(files);
    Storages storages = new Storages(files, node);
    Scripts scripts = new Scripts();
    GuestRuntime guests = runtime.apply(scripts);
    SimulatedHost host =
        new SimulatedHost(
            new Node(
                node,
                pveVersion,
                files,
                locks,
                new Guests(files, locks, node),
                new RunningGuests(files, locks),
                storages,
                new Pools(files, locks),
                new Volumes(files, storages, guests),
                guests,
                nodeClock,
                new Macs(seed)),
            scripts);
    if (facts.isEmpty()) {
      install(host, files, node);
      files.write(FACTS, "name: " + node + "\nversion: " + pveVersion + "\n");
    }
    return host;
  }

  /** Lays out what is there after an installation. */
  private static void install(SimulatedHost host, HostFiles files, String node) {
    for (String folder : List.of("/lxc", "/qemu-server")) {
      files.directory("/etc/pve/nodes/" + node + folder);
      files.link("/etc/pve" + folder, "nodes/" + node + folder);
    }
    files.link("/etc/pve/local", "nodes/" + node);
    files.directory("/etc/pve/firewall");
    files.directory("/dev");
    files.directory("/root");
    files.write("/etc/hostname", node + "\n");
    files.write("/proc/sys/kernel/hostname", node + "\n");
    files.write("/usr/sbin/pct", "");
    files.write("/etc/pve/.vmlist", "{\n\"version\": 1,\n\"ids\": {\n}\n\n}\n");
    new RunningGuests(files, new Locks(files)).clear();
    host.addStorage("local", "dir", "iso", "vztmpl", "backup");
    host.addStorage("local-zfs", "zfspool", "images", "rootdir");
    host.addBridge("vmbr0");
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
