package ai.thinkheads.phoenix.lab;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import ai.thinkheads.phoenix.testing.sim.GuestCommand;
import ai.thinkheads.phoenix.testing.sim.GuestRuntime;
import ai.thinkheads.phoenix.testing.sim.SimulatedGuest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Guests of a simulated node that are real LXC containers in a {@link LabNode}. */
final class LxcGuestRuntime implements GuestRuntime {

  private static final Path IN_NODE = Path.of("/run/phoenix-lab");

  private final Path folder;
  private final String group;
  private @Nullable LabNode node;

  /**
   * @param folder the lab's folder
   * @param group the name of its control group
   */
  LxcGuestRuntime(Path folder, String group) {
    this.folder = folder;
    this.group = group;
  }

  /** The node in which containers are started from now on. */
  void runIn(LabNode value) {
    node = value;
  }

  private LabNode node() {
    LabNode running = node;
    if (running == null) {
      throw new IllegalStateException("the lab's node does not run yet");
    }
    return running;
  }

  @Override
  public CommandResult run(SimulatedGuest guest, GuestCommand command, Consumer<String> lines) {
    // Nobody hears lines before the end: they would have lost what makes them the output's bytes.
    List<String> argv = new ArrayList<>(List.of("env", "-i"));
    command.environment().forEach((name, value) -> argv.add(name + "=" + value));
    argv.addAll(List.of("/usr/bin/lxc-attach", "-n", guest.vmid().toString(), "--keep-env", "--"));
    argv.addAll(command.argv());
    return node().run(new Command(argv, command.stdin(), Duration.ofMinutes(10)), line -> {});
  }

  @Override
  public void unpack(SimulatedGuest guest, Path image, String ostype) {
    Programs.run(
        "tar",
        "--extract",
        "--numeric-owner",
        "--file",
        RootFileSystem.archive(LxcConfig.isUnprivileged(guest)).toString(),
        "--directory",
        guest.rootfs().toString());
  }

  @Override
  public void copy(Path from, Path to) {
    Programs.run("cp", "-a", "--reflink=auto", "--", from.toString(), to.toString());
  }

  @Override
  public void start(SimulatedGuest guest) {
    String id = guest.vmid().toString();
    adoptVolumes(guest);
    write(
        guest,
        "/etc/resolv.conf",
        ("nameserver " + LabNode.NAME_SERVER + "\n").getBytes(StandardCharsets.UTF_8));
    Path configuration = folder.resolve("lxc").resolve(id).resolve("config");
    try {
      Files.createDirectories(configuration.getParent());
      Files.writeString(configuration, LxcConfig.of(guest, group, this::inNode));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node().run("lxc-start", "-n", id, "-o", "/var/lib/lxc/" + id + "/log", "-l", "NOTICE");
  }

  private Path inNode(Path path) {
    return path.startsWith(folder) ? IN_NODE.resolve(folder.relativize(path)) : path;
  }

  /** A fresh volume belongs to the guest's root. */
  private static void adoptVolumes(SimulatedGuest guest) {
    for (Path volume : guest.mounts().values()) {
      boolean fresh = volume.endsWith("files") && owner(volume) == 0;
      if (fresh && LxcConfig.isUnprivileged(guest)) {
        chown(volume, RootFileSystem.FIRST_ID);
      }
    }
  }

  @Override
  public void stop(SimulatedGuest guest) {
    if (isAlive(guest.vmid())) {
      node().run("lxc-stop", "-n", guest.vmid().toString(), "--kill");
    }
  }

  @Override
  public boolean isAlive(Vmid vmid) {
    return node().sockets().contains("@/var/lib/lxc/" + vmid + "/command");
  }

  @Override
  public void write(SimulatedGuest guest, String path, byte[] bytes) {
    guest.write(path, bytes);
    Path file = guest.at(path);
    chown(file, owner(guest.rootfs()));
  }

  private static int owner(Path file) {
    try {
      return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void chown(Path file, int id) {
    try {
      Files.setAttribute(file, "unix:uid", id, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(file, "unix:gid", id, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
