package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Infrastructure;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.proxmox.shell.HostShell;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A Proxmox VE node that exists only as files, and answers commands as a real one does: {@code
 * pct}, {@code pvesm}, {@code pveam} and a few more, with their outputs, exit statuses, refusals
 * and effects.
 *
 * <p>A fresh node is a freshly installed one: storages {@code local} and {@code local-zfs}, bridge
 * {@code vmbr0}, no image, no GPU. It may be used from several threads.
 */
public final class SimulatedHost {

  private final Node node;
  private final Scripts scripts;
  private final HostPrograms programs;
  private final CommandLog log = new CommandLog();
  private final SimulatedProvisioning provisioning = new SimulatedProvisioning();

  SimulatedHost(Node node, Scripts scripts) {
    this.node = node;
    this.scripts = scripts;
    this.programs = new HostPrograms(this, node, scripts);
    BuiltInScripts.register(scripts, node);
    scripts.inGuest(SimulatedProvisioning.SCRIPT, provisioning);
    scripts.inGuest(SimulatedInspection.SCRIPT, new SimulatedInspection(provisioning));
  }

  /** A fresh node {@code pve1} with Proxmox VE 8.4.1 in memory. */
  public static SimulatedHost inMemory() {
    return builder().inMemory();
  }

  /** The node whose files are below that directory; a fresh one when there are none yet. */
  public static SimulatedHost in(Path directory) {
    return builder().in(directory);
  }

  /** Whether a node is kept in that directory. */
  public static boolean isIn(Path directory) {
    return SimulatedHostBuilder.isIn(directory);
  }

  /** Starts with what a node is like by default. */
  public static SimulatedHostBuilder builder() {
    return new SimulatedHostBuilder();
  }

  /** Its name in the cluster. */
  public String nodeName() {
    return node.name();
  }

  /** Its address in the cluster's network, like {@code 192.0.2.1}. */
  public String address() {
    return node.peers().addressOf(node.name());
  }

  /** The version of its {@code pve-manager} package, like {@code 8.4.1}. */
  public String pveVersion() {
    return node.version();
  }

  /** A shell on the node, as root; closing it changes nothing. */
  public HostShell shell() {
    return new SimulatedShell("root@" + node.name(), this);
  }

  /** Adds a storage, unless there is one of that name. Kinds are those of {@code storage.cfg}. */
  public SimulatedHost addStorage(String id, String type, String... contents) {
    node.locks().shared(() -> node.storages().add(id, type, List.of(contents)));
    return this;
  }

  /** Adds a pool that guests can be in, unless there is one of that name. */
  public SimulatedHost addPool(String pool) {
    node.pools().make(pool);
    return this;
  }

  /**
   * Says how large a storage is; a tebibyte by default. What guests were promised does not count as
   * used, as on thinly provisioned storages.
   *
   * @param used the bytes that are in use
   */
  public SimulatedHost storageSpace(String id, ByteSize total, ByteSize used) {
    node.storages().space(id, total.bytes(), used.bytes());
    return this;
  }

  /** Puts a container under the HA manager's care, in the state that it is in. */
  public SimulatedHost manageByHa(Vmid vmid) {
    String state = node.running().contains(vmid) ? "started" : "stopped";
    node.ha().put(vmid, new LinkedHashMap<>(Map.of("state", state)));
    return this;
  }

  /** The containers that the HA manager of the cluster takes care of. */
  public SortedSet<Vmid> managedByHa() {
    return new TreeSet<>(node.ha().all().keySet());
  }

  /**
   * Adds a bridge, like {@code vmbr1}, with an MTU of 1500 and an uplink; as on a fresh node, it
   * does not know of VLANs.
   */
  public SimulatedHost addBridge(String bridge) {
    String folder = "/sys/class/net/" + bridge;
    if (!node.files().exists(folder)) {
      node.files().write(folder + "/bridge/vlan_filtering", "0\n");
      node.files().write(folder + "/mtu", "1500\n");
      node.files().directory(folder + "/brif/eno1");
    }
    return this;
  }

  /**
   * Adds an image.
   *
   * @param image a volume id like {@code local:vztmpl/debian-12.tar.zst} of a storage with a
   *     folder, or an absolute path
   */
  public SimulatedHost addImage(String image) {
    String path = image.startsWith("/") ? image : fileOf(image);
    if (!node.files().exists(path)) {
      node.files().write(path, "a simulated image\n");
    }
    return this;
  }

  /**
   * Adds a script that containers can have called when they start and stop.
   *
   * @param volume a volume id like {@code local:snippets/hook.sh} of a storage with a folder
   */
  public SimulatedHost addSnippet(String volume) {
    String path = fileOf(volume);
    if (!node.files().exists(path)) {
      node.files().write(path, "#!/bin/sh\n");
      node.files().makeExecutable(path);
    }
    return this;
  }

  private String fileOf(String volume) {
    return node.storages()
        .fileOf(volume)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + volume + "\" is no file of a storage with a folder"));
  }

  /** Adds a device file, like {@code /dev/nvidia0}. */
  public SimulatedHost addDevice(String path) {
    if (!node.files().exists(path)) {
      node.files().write(path, "");
    }
    return this;
  }

  /** Adds a character device, or gives it that number; drivers may get another one any day. */
  public SimulatedHost addDevice(String path, int major, int minor) {
    node.files().write(path, "c " + major + ":" + minor + "\n");
    return this;
  }

  /** Adds what a definition takes for granted: its storages, bridges, images and GPUs. */
  public SimulatedHost prepareFor(Infrastructure infrastructure) {
    Preparation.of(this, infrastructure);
    return this;
  }

  /** The text of a file of the node; absent when there is none. */
  public Optional<String> read(String path) {
    return node.files().isFile(path) ? node.files().text(path) : Optional.empty();
  }

  /** Writes a file of the node as a whole, and makes the folders above it. */
  public SimulatedHost write(String path, String text) {
    node.files().write(path, text);
    return this;
  }

  /** Removes a file of the node, or a folder with all in it. */
  public SimulatedHost delete(String path) {
    node.files().delete(path);
    return this;
  }

  /** Makes a folder of the node. */
  public SimulatedHost makeDirectory(String path) {
    node.files().directory(path);
    return this;
  }

  /** Whether a file, folder or device of the node is there. */
  public boolean exists(String path) {
    return node.files().exists(path);
  }

  /** Whether a file of the node can be executed; in memory every file can. */
  boolean isExecutable(String path) {
    return node.files().isExecutable(path);
  }

  /** The names in a folder of the node, sorted; none when there is no such folder. */
  public List<String> list(String path) {
    return node.files().list(path);
  }

  /** Its storages, by name. */
  public SortedMap<String, Storage> storages() {
    return node.storages().all();
  }

  /** The containers that run. */
  public SortedSet<Vmid> running() {
    return node.running().all();
  }

  /** A container seen from inside; absent when there is none of that number. */
  public Optional<SimulatedGuest> guest(Vmid vmid) {
    return node.guests().exists(vmid) ? Optional.of(node.guest(vmid)) : Optional.empty();
  }

  /** The text of a container's configuration file; absent when there is none. */
  public Optional<String> config(Vmid vmid) {
    return read(node.guests().fileOf(vmid));
  }

  /** Runs something while it holds the lock of a container, as {@code pct} commands do. */
  public void whileLocked(Vmid vmid, Runnable body) {
    node.locks()
        .guest(
            vmid,
            Refusal.DIED,
            text -> {},
            () -> {
              body.run();
              return 0;
            });
  }

  /** Whether a command holds the lock of a container. */
  boolean isWorkedOn(Vmid vmid) {
    return node.locks().isHeld(vmid);
  }

  /** How long commands wait for one another at a container's lock; 10 s by default. */
  public SimulatedHost lockTimeout(Duration timeout) {
    node.locks().timeout(timeout);
    return this;
  }

  /** Lets that answer the node's scripts of that name, like {@code phoenix-observe}. */
  public SimulatedHost onScript(String name, HostScriptHandler handler) {
    scripts.onHost(name, handler);
    return this;
  }

  /**
   * Lets that answer the scripts of that name inside of guests; the empty name stands for scripts
   * without name.
   */
  public SimulatedHost onGuestScript(String name, GuestScriptHandler handler) {
    scripts.inGuest(name, handler);
    return this;
  }

  /** What installing does in its guests; failures of steps are arranged here. */
  public SimulatedProvisioning provisioning() {
    return provisioning;
  }

  /** The commands that were run so far, in the order in which they began. */
  public List<Command> commands() {
    return log.commands();
  }

  /** Forgets the commands that were run so far. */
  public SimulatedHost forgetCommands() {
    log.clear();
    return this;
  }

  /** Lets the next command give that result, and do nothing. */
  public SimulatedHost failNext(CommandResult result) {
    log.answerOnce(command -> true, result);
    return this;
  }

  /** Lets all such commands give that result from now on, and do nothing. */
  public SimulatedHost failWhen(Predicate<Command> which, CommandResult result) {
    log.answerAlways(which, result);
    return this;
  }

  /** Lets the connection break at all such commands from now on, before they begin. */
  public SimulatedHost hangUpBefore(Predicate<Command> which) {
    log.hangUp(which, true);
    return this;
  }

  /** Lets the connection break at all such commands from now on, after they have ended. */
  public SimulatedHost hangUpAfter(Predicate<Command> which) {
    log.hangUp(which, false);
    return this;
  }

  /** Ends all failures that were arranged. */
  public SimulatedHost recover() {
    log.recover();
    return this;
  }

  /** Calls that around every command; what it throws ends the command for its caller. */
  public SimulatedHost hook(CommandHook hook) {
    log.hook(hook);
    return this;
  }

  /**
   * Calls that with the path of each file of the node before it changes. What it throws ends the
   * command there and then, without any cleaning up, as a kill would.
   */
  public SimulatedHost beforeChange(Consumer<String> hook) {
    node.files().beforeChange(hook);
    return this;
  }

  /** How long each command takes in addition; none by default. */
  public SimulatedHost latency(Latency latency) {
    log.latency(latency);
    return this;
  }

  /**
   * States what must be true of any node at rest.
   *
   * @throws AssertionError when something is not, with all that is not
   */
  public void checkInvariants() {
    Invariants.check(node);
  }

  /** Runs a command as the shell does. */
  CommandResult run(Command command, Consumer<String> lines) {
    LineSplitter splitter = new LineSplitter(lines);
    CommandResult result = log.around(command, node.name(), () -> programs.run(command, splitter));
    splitter.end();
    return result;
  }

  /** Runs a command as a login over SSH does; the standard output is heard as it comes. */
  CommandResult runAtLogin(Command command, Consumer<byte[]> stdout) {
    return log.around(command, node.name(), () -> programs.runAtLogin(command, stdout));
  }

  /** Runs a command that reads while it goes on; the standard output is heard as it comes. */
  CommandResult runBeside(Command command, InputStream stdin, Consumer<byte[]> stdout) {
    return log.around(command, node.name(), () -> programs.runBeside(command, stdin, stdout));
  }

  /** Runs a command of a script. */
  CommandResult runInside(Command command) {
    return programs.run(command, bytes -> {});
  }

  @Override
  public String toString() {
    return "simulated node " + node.name();
  }
}
