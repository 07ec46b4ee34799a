package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code phoenix-observe} prints on a simulated node. */
final class ObserveScript implements HostScriptHandler {

  private static final Pattern SOCKET =
      Pattern.compile(
          " (?:@/var/lib/(lxc)/([0-9]+)/command|(?:/var)?/run/(qemu-server)/([0-9]+)\\.qmp)$",
          Pattern.MULTILINE);
  private static final Pattern TASK =
      Pattern.compile(
          "UPID:[^:]+:([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):[0-9A-Fa-f]{8}:([^:/]+):([^:/]*):.* [01]");
  private static final Pattern NUMBER = Pattern.compile("c ([0-9]{1,6}):([0-9]{1,6})\\s*");
  private static final Pattern LOOK = Pattern.compile("^look='(.*)'$", Pattern.MULTILINE);

  @Override
  public CommandResult run(HostScriptCall call) {
    return new Run(call).result();
  }

  private static final class Run {
    private final HostScriptCall call;
    private final SimulatedHost host;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    Run(HostScriptCall call) {
      this.call = call;
      this.host = call.host();
    }

    CommandResult result() {
      frame("phoenix-observe", "1");
      if (!host.exists("/etc/pve") || !host.exists("/usr/sbin/pct")) {
        frame("refused", "not-proxmox");
      } else if (!host.exists("/etc/pve/.vmlist")) {
        frame("refused", "not-mounted");
      } else {
        frame("node", host.nodeName());
        host.read("/etc/machine-id").ifPresent(id -> frame("machine", id.strip()));
        frame("version", host.pveVersion());
        files();
        tasks();
        supply();
        contents();
        hardware();
        arguments();
      }
      frame("end", "");
      return new CommandResult(0, output.toByteArray(), new byte[0]);
    }

    private void files() {
      file(".vmlist");
      file(".members");
      file("ha/resources.cfg");
      file("replication.cfg");
      file("storage.cfg");
      for (String node : host.list("/etc/pve/nodes")) {
        file("nodes/" + node + "/ssh_known_hosts");
        for (String kind : List.of("lxc", "qemu-server")) {
          folder("nodes/" + node + "/" + kind, ".+\\.conf");
        }
      }
      folder("firewall", "[1-9].*\\.fw");
    }

    private void folder(String folder, String names) {
      for (String name : host.list("/etc/pve/" + folder)) {
        if (name.matches(names)) {
          file(folder + "/" + name);
        }
      }
    }

    private void file(String path) {
      host.read("/etc/pve/" + path).ifPresent(text -> frame("file", path, text));
    }

    private void tasks() {
      for (String line : host.read("/var/log/pve/tasks/active").orElse("").lines().toList()) {
        Matcher task = TASK.matcher(line);
        if (task.matches() && isAlive(task)) {
          frame("task", task.group(3) + "/" + task.group(4));
        }
      }
      for (String file : host.list("/etc/pve/lxc")) {
        String vmid = file.replace(".conf", "");
        boolean locked =
            host.read("/etc/pve/lxc/" + file)
                .orElse("")
                .lines()
                .takeWhile(line -> !line.startsWith("["))
                .anyMatch(line -> line.startsWith("lock: "));
        if (locked && host.isWorkedOn(Vmid.parse(vmid))) {
          frame("task", "pct/" + vmid);
        }
      }
    }

    private boolean isAlive(Matcher task) {
      String stat = host.read("/proc/" + Long.parseLong(task.group(1), 16) + "/stat").orElse("");
      String[] fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
      return fields.length > 19
          && fields[19].equals(Long.toString(Long.parseLong(task.group(2), 16)));
    }

    private void supply() {
      frame("pools", "", rows("/etc/pve/user.cfg", "pool:.*"));
      String ofNode = "pve(2-storage|-storage-9\\.0)/" + host.nodeName() + "/.*";
      frame("space", "", rows("/etc/pve/.rrd", ofNode));
      for (String path : List.of("/sys/devices/system/cpu/online", "/proc/meminfo")) {
        host.read(path)
            .flatMap(text -> text.lines().findFirst())
            .ifPresent(row -> frame("size", path, row));
      }
    }

    private String rows(String path, String which) {
      return host.read(path)
          .orElse("")
          .lines()
          .filter(row -> row.matches(which))
          .map(row -> row + "\n")
          .collect(Collectors.joining());
    }

    private void contents() {
      for (Storage storage : host.storages().values()) {
        storage
            .path()
            .filter(path -> !storage.disabled())
            .ifPresent(path -> contents(storage.id(), path));
      }
    }

    private void contents(String storage, String path) {
      host.list(path + "/template/cache").stream()
          .filter(name -> name.matches("[^.].*\\.tar(\\..*)?"))
          .forEach(name -> frame("image", storage + ":vztmpl/" + name));
      for (String name : host.list(path + "/snippets")) {
        if (!name.startsWith(".") && host.read(path + "/snippets/" + name).isPresent()) {
          boolean executable = host.isExecutable(path + "/snippets/" + name);
          frame("snippet", storage + ":snippets/" + name, executable ? "x" : "");
        }
      }
    }

    private void hardware() {
      for (String network : host.list("/sys/class/net")) {
        String folder = "/sys/class/net/" + network;
        if (host.exists(folder + "/bridge")) {
          List<String> able = new ArrayList<>();
          able.add(host.read(folder + "/bridge/vlan_filtering").orElse("?").strip());
          able.add(host.read(folder + "/mtu").orElse("?").strip());
          able.addAll(host.list(folder + "/brif"));
          frame("bridge", network, String.join(" ", able));
        }
      }
      for (String folder : List.of("/dev/", "/dev/nvidia-caps/")) {
        for (String name : host.list(folder)) {
          if (name.startsWith("nvidia") && host.read(folder + name).isPresent()) {
            frame("device", folder + name);
            number(folder + name);
          }
        }
      }
    }

    /** What is a device on a real node is a text here, like {@code c 195:0}. */
    private void number(String path) {
      Matcher number = NUMBER.matcher(host.read(path).orElse(""));
      if (number.matches()) {
        frame(
            "number",
            path,
            Integer.toHexString(Integer.parseInt(number.group(1)))
                + ":"
                + Integer.toHexString(Integer.parseInt(number.group(2))));
      }
    }

    private void arguments() {
      TreeSet<String> running = new TreeSet<>();
      Matcher socket = SOCKET.matcher(host.read("/proc/net/unix").orElse(""));
      socket.results().map(Run::guest).forEach(running::add);
      running.forEach(guest -> frame("running", guest));
      for (String argument : call.arguments()) {
        if (argument.startsWith("/")) {
          if (host.exists(argument)) {
            frame("path", argument);
          }
        } else if (running.contains("lxc/" + argument)) {
          frame("inside", argument, look(argument));
        }
      }
    }

    private static String guest(MatchResult socket) {
      return socket.group(1) == null
          ? socket.group(3) + "/" + socket.group(4)
          : socket.group(1) + "/" + socket.group(2);
    }

    /** Asks the guest as the script does, so that guests of any make can answer. */
    private String look(String vmid) {
      Matcher look = LOOK.matcher(call.script());
      String text = look.find() ? look.group(1) : "";
      return call.run(
              "lxc-attach", "-n", vmid, "--clear-env", "--", "/bin/sh", "-c", text, "phoenix-look")
          .stdoutText();
    }

    private void frame(String kind, String name) {
      frame(kind, name, "");
    }

    private void frame(String kind, String name, String content) {
      byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
      byte[] contentBytes = content.getBytes(StandardCharsets.UTF_8);
      write(
          String.format(Locale.ROOT, "%s %d %d\n", kind, nameBytes.length, contentBytes.length)
              .getBytes(StandardCharsets.UTF_8));
      write(nameBytes);
      write(contentBytes);
      write(new byte[] {'\n'});
    }

    private void write(byte[] bytes) {
      output.write(bytes, 0, bytes.length);
    }
  }
}
