package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.Vmid;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Brings pending changes of a container into force: all of them while it is stopped, those that can
 * be taken over live while it runs (pct-options: effect classes; pve-container 5).
 */
final class PendingChanges {

  private final Node node;
  private final Vmid vmid;
  private final GuestConf conf;

  PendingChanges(Node node, Vmid vmid, GuestConf conf) {
    this.node = node;
    this.vmid = vmid;
    this.conf = conf;
  }

  /** Applies those of a stopped container; gives what could not be done, by option. */
  SortedMap<String, String> apply(Predicate<String> selected) {
    SortedMap<String, String> errors = new TreeMap<>();
    for (String option : conf.pendingDeletes()) {
      if (selected.test(option)) {
        attempt(
            errors,
            option,
            "unable to apply pending change " + option + " : ",
            () -> remove(option));
      }
    }
    conf.dropIdlePending();
    for (String option : conf.pendingNames()) {
      if (selected.test(option)) {
        attempt(
            errors, option, "unable to apply pending change " + option + " : ", () -> take(option));
      }
    }
    return errors;
  }

  /** Applies what a running container can take; gives what could not be done, by option. */
  SortedMap<String, String> hotplug(Predicate<String> selected) {
    SortedMap<String, String> errors = new TreeMap<>();
    for (String option : conf.pendingDeletes()) {
      if (selected.test(option) && canDropLive(option)) {
        attempt(errors, option, "unable to hotplug " + option + ": ", () -> remove(option));
      }
    }
    for (String option : conf.pendingNames()) {
      if (selected.test(option) && canTakeLive(option)) {
        attempt(errors, option, "unable to hotplug " + option + ": ", () -> plug(option));
      }
    }
    return errors;
  }

  private static void attempt(
      SortedMap<String, String> errors, String option, String prefix, Runnable change) {
    try {
      change.run();
    } catch (Refusal refusal) {
      errors.put(option, prefix + refusal.text() + "\n");
    }
  }

  private boolean canDropLive(String option) {
    return ConfigOptions.FAST.contains(option)
        || Set.of("swap", "cpulimit", "cpuunits").contains(option)
        || option.matches("unused\\d+")
        // the pattern in the source takes one digit only, so net10 and above stay pending
        || option.matches("net\\d");
  }

  private boolean canTakeLive(String option) {
    return ConfigOptions.FAST.contains(option)
        || Set.of("memory", "swap", "cpulimit", "cpuunits").contains(option)
        || ConfigOptions.isNetwork(option)
        || (ConfigOptions.isMountPoint(option) && !conf.current().has(option))
        || (option.matches("dev\\d+") && node.isNine() && !conf.current().has(option));
  }

  private void plug(String option) {
    if (ConfigOptions.isNetwork(option)) {
      plugNetwork(option);
    } else if (ConfigOptions.isMountPoint(option)) {
      refuseMissingFolder(MountPoint.parse(option, conf.pending().get(option).orElseThrow()));
    }
    take(option);
  }

  private void refuseMissingFolder(MountPoint mount) {
    if (mount.type().equals("bind") && !node.files().exists(mount.source())) {
      throw Refusal.died("directory '" + mount.source() + "' does not exist");
    }
  }

  /** The old interface is gone, in the file too, before the new one is tried. */
  private void plugNetwork(String option) {
    String text = conf.pending().get(option).orElseThrow();
    Optional<String> old = conf.current().get(option);
    if (old.isPresent()) {
      GuestConf stored = node.guests().load(vmid);
      stored.current().remove(option);
      try {
        Networks.refuseUnconnectable(node, option, text);
      } catch (Refusal refusal) {
        node.guests().save(vmid, stored);
        throw refusal;
      }
    }
    Networks.refuseUnconnectable(node, option, text);
  }

  private void remove(String option) {
    Optional<String> value = conf.current().get(option);
    if (value.isPresent() && ConfigOptions.isMountPoint(option)) {
      conf.current().remove(option);
      MountPoint.parse(option, value.get()).namedVolume().ifPresent(this::nowUnused);
    } else if (value.isPresent() && option.startsWith("unused")) {
      Volume volume = Volume.of(value.get());
      if (!MountPoints.uses(conf, volume)) {
        node.volumes().free(volume);
      }
    }
    conf.current().remove(option);
    conf.keep(option);
  }

  private void nowUnused(Volume volume) {
    if (!MountPoints.uses(conf, volume)) {
      conf.addUnused(volume.id());
    }
  }

  private void take(String option) {
    String value = conf.pending().get(option).orElseThrow();
    if (ConfigOptions.isMountPoint(option)) {
      value = mounted(option, value);
    } else if (ConfigOptions.isNetwork(option)) {
      value = Networks.canonical(node, vmid, option, value, conf.current().get(option).orElse(""));
    }
    Optional<String> old = conf.current().get(option);
    conf.current().set(option, value);
    conf.pending().remove(option);
    if (old.isPresent() && ConfigOptions.isMountPoint(option)) {
      MountPoint.parse(option, old.get()).namedVolume().ifPresent(this::nowUnused);
    }
  }

  private String mounted(String option, String value) {
    MountPoint mount = MountPoint.parse(option, value);
    if (mount.isPath()) {
      return mount.print();
    }
    return FreshVolumes.realise(node, vmid, mount).print();
  }
}
