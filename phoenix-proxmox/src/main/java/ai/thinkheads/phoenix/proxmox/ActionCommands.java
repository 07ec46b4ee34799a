package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.proxmox.guest.ProvisionScript;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command that carries out each action. */
final class ActionCommands {

  /** Unpacking an image or copying a disk of hundreds of GiB takes its time. */
  private static final Duration COPYING = Duration.ofMinutes(30);

  /** A disk is checked before it grows, whatever its size. */
  private static final Duration GROWING = Duration.ofMinutes(30);

  /** What people read who find a guard. */
  private static final String GUARD_REMARK =
      "Phoenix: the state before a change, removed when that has succeeded";

  private static final Duration POWER = Duration.ofMinutes(3);

  /** How long a container may take to shut down before it is stopped, in seconds. */
  private static final String SHUTDOWN_SECONDS = "60";

  /** The command for that action. */
  static Command of(Action action) {
    if (action instanceof Action.MakeDirectory make) {
      return HostScript.MAKE_DIRECTORY.command(
          make.path(), Long.toString(make.uid()), Long.toString(make.gid()));
    } else if (action instanceof Action.CreateContainer create) {
      return create(create);
    } else if (action instanceof Action.CloneContainer clone) {
      return clone(clone);
    } else if (action instanceof Action.Configure configure) {
      return configure(configure);
    } else if (action instanceof Action.WriteRows write) {
      return write(write);
    } else if (action instanceof Action.JoinPool join) {
      return join(join);
    } else if (action instanceof Action.GrowVolume grow) {
      return pct("resize", grow.vmid(), grow.volume(), grow.size().toPve()).withTimeout(GROWING);
    } else if (action instanceof Action.WriteFirewall write) {
      return write(write);
    } else if (action instanceof Action.Start start) {
      return pct("start", start.vmid()).withTimeout(POWER);
    } else if (action instanceof Action.Shutdown shutdown) {
      return pct("shutdown", shutdown.vmid(), "--timeout", SHUTDOWN_SECONDS, "--forceStop", "1")
          .withTimeout(POWER);
    } else if (action instanceof Action.Restart restart) {
      return pct("reboot", restart.vmid(), "--timeout", SHUTDOWN_SECONDS).withTimeout(POWER);
    } else if (action instanceof Action.Migrate migrate) {
      return migrate(migrate);
    } else if (action instanceof Action.Provision provision) {
      return ProvisionScript.of(provision).command();
    } else if (action instanceof Action.TakeSnapshot snapshot) {
      return pct(
              "snapshot", snapshot.vmid(), snapshot.name(), "--description", snapshot.description())
          .withTimeout(COPYING);
    }
    return action instanceof Action.TakeGuard || action instanceof Action.RollBack
        ? guard(action)
        : cleanUp(action);
  }

  private static Command guard(Action action) {
    if (action instanceof Action.RollBack back) {
      List<String> arguments = List.of(back.snapshot());
      return back.made().isEmpty()
          ? pct("rollback", back.vmid(), arguments).withTimeout(COPYING)
          : changeVolumes(back.vmid(), back.made(), "rollback", arguments);
    }
    Action.TakeGuard take = (Action.TakeGuard) action;
    return HostScript.TAKE_GUARD
        .command(take.vmid().toString(), take.name(), take.digest().orElse(""), GUARD_REMARK)
        .withTimeout(COPYING);
  }

  private static Command cleanUp(Action action) {
    if (action instanceof Action.DeleteSnapshot delete) {
      return (delete.force()
              ? pct("delsnapshot", delete.vmid(), delete.name(), "--force", "1")
              : pct("delsnapshot", delete.vmid(), delete.name()))
          .withTimeout(COPYING);
    } else if (action instanceof Action.Unlock unlock) {
      String how = unlock.lock().equals("mounted") ? "unmount" : "unlock";
      return HostScript.RECOVER.command(unlock.vmid().toString(), unlock.digest(), how);
    } else if (action instanceof Action.RemoveHalfMade remove) {
      return HostScript.RECOVER
          .command(remove.vmid().toString(), remove.digest(), "destroy")
          .withTimeout(COPYING);
    }
    Action.Destroy destroy = (Action.Destroy) action;
    return (destroy.purge()
            ? pct("destroy", destroy.vmid(), "--purge", "1")
            : pct("destroy", destroy.vmid()))
        .withTimeout(COPYING);
  }

  private static Command create(Action.CreateContainer create) {
    List<String> arguments = new ArrayList<>(List.of(create.image()));
    create.options().forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
    return pct("create", create.vmid(), arguments).withTimeout(COPYING);
  }

  private static Command clone(Action.CloneContainer clone) {
    return pct(
            "clone",
            clone.source(),
            clone.vmid().toString(),
            "--full",
            "1",
            "--snapname",
            clone.snapshot(),
            "--hostname",
            clone.hostname(),
            "--storage",
            clone.storage(),
            "--description",
            clone.description())
        .withTimeout(COPYING);
  }

  private static Command configure(Action.Configure configure) {
    List<String> arguments = new ArrayList<>();
    configure.options().forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
    if (!configure.delete().isEmpty()) {
      arguments.addAll(List.of("--delete", String.join(",", configure.delete())));
    }
    configure.digest().ifPresent(digest -> arguments.addAll(List.of("--digest", digest)));
    return configure.newVolumes().isEmpty()
        ? pct("set", configure.vmid(), arguments)
        : changeVolumes(configure.vmid(), configure.newVolumes(), "set", arguments);
  }

  private static Command changeVolumes(
      Vmid vmid, SortedMap<String, String> volumes, String verb, List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add(vmid.toString());
    all.add(String.join(",", new TreeSet<>(volumes.values())));
    all.add(String.join(",", volumes.keySet()));
    all.add(verb);
    all.addAll(arguments);
    return HostScript.CHANGE_VOLUMES.command(all).withTimeout(COPYING);
  }

  private static Command migrate(Action.Migrate migrate) {
    List<String> arguments = new ArrayList<>(List.of(migrate.target()));
    if (migrate.restart()) {
      arguments.addAll(List.of("--restart", "1", "--timeout", SHUTDOWN_SECONDS));
    }
    if (!migrate.storages().isEmpty()) {
      String pairs =
          migrate.storages().entrySet().stream()
              .map(pair -> pair.getKey() + ":" + pair.getValue())
              .collect(Collectors.joining(","));
      arguments.addAll(List.of("--target-storage", pairs));
    }
    return pct("migrate", migrate.vmid(), arguments).withTimeout(COPYING);
  }

  private static Command write(Action.WriteRows write) {
    String text = write.rows().stream().map(row -> row + "\n").collect(Collectors.joining());
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    List<String> arguments = new ArrayList<>();
    arguments.add(write.vmid().toString());
    arguments.add(write.digest().orElse(""));
    arguments.add(Integer.toString(bytes));
    arguments.addAll(write.keys());
    return HostScript.WRITE_ROWS.command(arguments).withStdin(text);
  }

  private static Command join(Action.JoinPool join) {
    List<String> argv =
        new ArrayList<>(
            List.of("pveum", "pool", "modify", join.pool(), "--vms", join.vmid().toString()));
    if (join.from().isPresent()) {
      argv.addAll(List.of("--allow-move", "1"));
    }
    return Command.of(argv);
  }

  private static Command write(Action.WriteFirewall write) {
    int bytes = write.text().getBytes(StandardCharsets.UTF_8).length;
    return HostScript.WRITE_FILE
        .command("/etc/pve/firewall/" + write.vmid() + ".fw", Integer.toString(bytes))
        .withStdin(write.text());
  }

  private static Command pct(String verb, Vmid vmid, String... arguments) {
    return pct(verb, vmid, List.of(arguments));
  }

  private static Command pct(String verb, Vmid vmid, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("pct", verb, vmid.toString()));
    argv.addAll(arguments);
    return Command.of(argv);
  }

  private ActionCommands() {}
}
