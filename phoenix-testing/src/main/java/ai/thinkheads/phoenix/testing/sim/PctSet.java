package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code pct set}: changes options of a container. */
final class PctSet {

  /** What a time-out on a guest's lock gives in this subcommand. */
  private static final int LOCK_TIMED_OUT = 4;

  private PctSet() {}

  static int run(Call call) {
    SortedMap<String, String> changes = new TreeMap<>(call.arguments().values());
    changes.remove("vmid");
    String digest = changes.remove("digest");
    if (changes.isEmpty()) {
      throw Refusal.of(Refusal.NO_SUCH_FILE, "no options specified");
    }
    List<String> deletes = list(changes.remove("delete"));
    List<String> reverts = list(changes.remove("revert"));
    Node node = call.node();
    Vmid vmid = call.vmid();
    return node.locks()
        .guest(
            vmid,
            LOCK_TIMED_OUT,
            call.output()::err,
            () -> {
              GuestConf conf = loadUnlocked(node, vmid, digest);
              refuseContradictions(changes, deletes, reverts);
              apply(call, conf, changes, deletes, reverts);
              return 0;
            });
  }

  /** The configuration, unless it is locked or is not the one the caller knows. */
  static GuestConf loadUnlocked(Node node, Vmid vmid, @Nullable String digest) {
    String text = node.guests().text(vmid, Refusal.NO_SUCH_FILE);
    GuestConf conf = ConfText.parse(text);
    conf.refuseWhenLocked();
    refuseOther(text, Optional.ofNullable(digest));
    return conf;
  }

  /** Refuses to work on another configuration than the caller knows. */
  static void refuseOther(String text, Optional<String> digest) {
    boolean other =
        digest.isPresent() && !digest.get().isEmpty() && !digest.get().equals(Guests.digest(text));
    if (other) {
      throw Refusal.died(
          "detected modified configuration - file changed by other user? Try again.");
    }
  }

  private static void apply(
      Call call,
      GuestConf conf,
      SortedMap<String, String> changes,
      List<String> deletes,
      List<String> reverts) {
    Node node = call.node();
    Vmid vmid = call.vmid();
    SortedSet<String> touched = stage(call, conf, changes, deletes, reverts);
    PendingChanges pending = new PendingChanges(node, vmid, conf);
    SortedMap<String, String> errors =
        node.running().contains(vmid)
            ? pending.hotplug(touched::contains)
            : pending.apply(touched::contains);
    if (!errors.isEmpty()) {
      throw Refusal.parameters(Refusal.DIED, errors);
    }
    node.guests().save(vmid, conf);
    refuseMissingBridgeName(conf);
  }

  /** The configuration is written by then; Proxmox only fails to derive LXC's from it. */
  private static void refuseMissingBridgeName(GuestConf conf) {
    conf.current()
        .options()
        .forEach(
            (option, value) -> {
              if (ConfigOptions.isNetwork(option)
                  && !ConfigOptions.NETWORK.parse(value).containsKey("bridge")
                  && !conf.isTemplate()) {
                throw Refusal.of(Refusal.NO_SUCH_FILE, "bridge '' does not exist");
              }
            });
  }

  /** Puts the changes among the pending ones; gives the options concerned. */
  static SortedSet<String> stage(
      Call call,
      GuestConf conf,
      SortedMap<String, String> changes,
      List<String> deletes,
      List<String> reverts) {
    for (String option : reverts) {
      conf.pending().remove(option);
      conf.keep(option);
    }
    SortedSet<String> touched = new TreeSet<>();
    for (String option : deletes) {
      stageDelete(call, conf, option, touched);
    }
    changes.forEach(
        (option, value) -> {
          String kept = accepted(call.node(), conf, call.vmid(), option, value);
          if (option.equals(ConfText.DESCRIPTION) && kept.isEmpty()) {
            conf.current().remove(option);
          }
          conf.pending().set(option, kept);
          conf.keep(option);
          touched.add(option);
        });
    conf.dropIdlePending();
    return touched;
  }

  private static void stageDelete(
      Call call, GuestConf conf, String option, SortedSet<String> touched) {
    if (!conf.current().has(option) && !conf.pending().has(option)) {
      call.output().err("cannot delete '" + option + "' - not set in current configuration!\n");
      return;
    }
    touched.add(option);
    switch (option) {
      case "memory", "rootfs", "ostype" ->
          throw Refusal.died("unable to delete required option '" + option + "'");
      case "unprivileged" ->
          throw Refusal.died("unable to delete read-only option: '" + option + "'");
      default -> {
        if (ConfigOptions.isMountPoint(option) || option.startsWith("unused")) {
          conf.refuseWhenProtected("can't remove CT " + call.vmid() + " drive '" + option + "'");
        }
        conf.deleteLater(option);
      }
    }
  }

  /** The value as it is kept, once it has been looked at. */
  private static String accepted(
      Node node, GuestConf conf, Vmid vmid, String option, String value) {
    if (ConfigOptions.isVolume(option)) {
      conf.refuseWhenProtected("can't update CT " + vmid + " drive '" + option + "'");
      MountPoint mount = MountPoint.parse(option, value);
      refuseWrongStorage(node, mount);
      mount.refuseOverlappingIds();
    } else if (ConfigOptions.isNetwork(option)) {
      Networks.refuseTooWide(node, option, value);
      Networks.refuseManagedAuto(option, value);
    } else if (option.matches("dev\\d+")) {
      refuseMissingDevice(node, value, Refusal.NO_SUCH_FILE);
    }
    return switch (option) {
      case "unprivileged" ->
          throw Refusal.died("unable to modify read-only option: '" + option + "'");
      case "nameserver", "searchdomain" -> String.join(" ", list(value));
      case "tags" -> String.join(";", new TreeSet<>(list(value.toLowerCase(Locale.ROOT))));
      case "cpuunits" -> String.valueOf(Math.max(1, Math.min(10_000, Integer.parseInt(value))));
      case "hookscript" -> hookscript(node, value);
      default -> value;
    };
  }

  private static void refuseWrongStorage(Node node, MountPoint mount) {
    if (mount.isPath()) {
      return;
    }
    String storage = mount.storage();
    if (!node.storages().usable(storage).content().contains("rootdir")) {
      throw Refusal.died(
          "storage '" + storage + "' does not allow content type 'rootdir' (Container)");
    }
  }

  static void refuseMissingDevice(Node node, String value, int exitCode) {
    String path = ConfigOptions.DEVICE.parse(value).getOrDefault("path", "");
    if (!node.files().exists(path)) {
      throw Refusal.of(exitCode, "Device " + path + " does not exist");
    }
  }

  private static String hookscript(Node node, String value) {
    if (!value.matches("[^:]+:snippets/.+")) {
      throw Refusal.died("'" + value + "' is not in the snippets directory");
    }
    if (node.storages().fileOf(value).filter(node.files()::isFile).isEmpty()) {
      throw Refusal.died("script '" + value + "' does not exist");
    }
    return value;
  }

  private static void refuseContradictions(
      SortedMap<String, String> changes, List<String> deletes, List<String> reverts) {
    reverts.forEach(option -> refuseUnknown("revert", "'-revert ", option, changes));
    deletes.forEach(option -> refuseUnknown("delete", "-delete ", option, changes));
    for (String option : deletes) {
      if (reverts.contains(option)) {
        throw wrong(
            "delete",
            "you can't use '-delete " + option + "' and '-revert " + option + "' at the same time");
      }
    }
  }

  /** The quotation marks in these messages are Proxmox's own. */
  private static void refuseUnknown(
      String what, String quoted, String option, SortedMap<String, String> changes) {
    if (!ConfigOptions.exists(option)) {
      throw wrong(what, "unknown option '" + option + "'");
    }
    if (changes.containsKey(option)) {
      throw wrong(
          what, "you can't use '-" + option + "' and " + quoted + option + "' at the same time");
    }
  }

  private static Refusal wrong(String parameter, String message) {
    return Refusal.parameters(Refusal.DIED, new TreeMap<>(Map.of(parameter, message)));
  }

  /** The parts of a list in one of Proxmox's notations. */
  static List<String> list(@Nullable String text) {
    List<String> parts = new ArrayList<>();
    if (text != null) {
      for (String part : text.split("[,; \0]+", -1)) {
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
    }
    return parts;
  }
}
