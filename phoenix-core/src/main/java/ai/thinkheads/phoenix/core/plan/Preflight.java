package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Mount;
import ai.thinkheads.phoenix.core.model.NetworkInterface;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.GuestKind;
import ai.thinkheads.phoenix.core.state.NodeFacts;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import ai.thinkheads.phoenix.core.state.PropertyString;
import ai.thinkheads.phoenix.core.state.Storage;
import ai.thinkheads.phoenix.core.validate.ValidInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a node lacks for a guest's plan, found before anything is changed: Proxmox itself notices
 * much of it only half-way, a missing bridge even only when the guest starts.
 */
final class Preflight {

  /** Storages that cannot snapshot containers ({@code volume_has_feature} of pve-storage). */
  private static final Set<String> WITHOUT_SNAPSHOTS =
      Set.of("dir", "nfs", "cifs", "cephfs", "lvm", "iscsi", "iscsidirect", "pbs", "esxi");

  private final GuestGoal goal;
  private final Container container;
  private final ObservedState observed;
  private final ValidInfrastructure desired;
  private final PlanOptions options;
  private final List<Problem> problems = new ArrayList<>();

  Preflight(
      GuestGoal goal, ValidInfrastructure desired, ObservedState observed, PlanOptions options) {
    this.desired = desired;
    this.options = options;
    this.goal = goal;
    this.container = goal.container();
    this.observed = observed;
  }

  static boolean isElsewhere(ObservedGuest guest, NodeFacts node) {
    return guest.kind() == GuestKind.VM || !guest.node().equals(node.name());
  }

  List<Problem> problems(GuestPlan plan) {
    ObservedGuest guest = observed.guests().get(container.vmid());
    if (guest == null || (plan.kind() == GuestPlan.Kind.CREATE)) {
      if (guest != null) {
        debris(container, guest);
      }
      container.cloneSource().ifPresent(this::lockOfSource);
      image();
      storage(container.rootDisk().storage());
      bridges();
      gpus();
      newVolumes();
    } else if (isElsewhere(guest, observed.node())) {
      if (guest.kind() == GuestKind.VM) {
        problems.add(elsewhere(container, guest, observed.node()));
      }
    } else {
      fixedAtCreation(guest);
      if (!plan.steps().isEmpty()) {
        debris(container, guest);
        bridges();
        gpus();
      }
    }
    return problems;
  }

  private void debris(Container locked, ObservedGuest guest) {
    Debris.of(locked, guest, observed.condition()).problem(options).ifPresent(problems::add);
  }

  /** What a killed copy leaves behind on both sides would make the next one wait in vain. */
  private void lockOfSource(Vmid source) {
    ObservedGuest guest = observed.guests().get(source);
    if (guest != null
        && !isElsewhere(guest, observed.node())
        && guest.config().lock().isPresent()) {
      Optional.ofNullable(desired.infrastructure().containers().get(source))
          .ifPresent(container -> debris(container, guest));
    }
  }

  static List<Problem> destroyProblems(
      Container container, ObservedGuest guest, ObservedState observed, PlanOptions options) {
    if (isElsewhere(guest, observed.node())) {
      return List.of(elsewhere(container, guest, observed.node()));
    }
    List<Problem> problems = new ArrayList<>();
    Debris.of(container, guest, observed.condition()).problem(options).ifPresent(problems::add);
    if (guest.config().current().option("protection").equals(Optional.of("1"))) {
      problems.add(
          Problem.error(
              container.title(),
              "is protected against being destroyed",
              "take the protection away first: pct set " + container.vmid() + " --protection 0"));
    }
    return problems;
  }

  private static Problem elsewhere(Container container, ObservedGuest guest, NodeFacts node) {
    return guest.kind() == GuestKind.VM
        ? Problem.error(
            container.title(),
            "cannot exist, because "
                + container.vmid()
                + " is a virtual machine on "
                + guest.node(),
            "give the container another number")
        : Problem.error(
            container.title(),
            "lives on node " + guest.node() + ", not on " + node.name(),
            "connect to " + guest.node() + ", or migrate it with pct migrate");
  }

  private void image() {
    if (container.source() instanceof ContainerSource.Image image) {
      boolean exists =
          image.volume().startsWith("/")
              ? observed.paths().contains(image.volume())
              : observed.images().contains(image.volume());
      if (!exists) {
        String storage =
            image.volume().startsWith("/") ? "local" : image.volume().replaceFirst(":.*", "");
        error(
            "image " + image + " does not exist on " + observed.node().name(),
            "download it with: pveam download " + storage + " " + image.fileName());
      }
    }
  }

  private void storage(String id) {
    Storage storage = observed.storages().get(id);
    if (storage == null) {
      error(
          "storage " + id + " does not exist on " + observed.node().name(),
          "choose from "
              + observed.storages().values().stream()
                  .filter(one -> one.content().contains("rootdir"))
                  .map(Storage::id)
                  .toList());
    } else if (storage.disabled()) {
      error("storage " + id + " is disabled", "enable it: pvesm set " + id + " --disable 0");
    } else if (!storage.content().contains("rootdir")) {
      error(
          "storage " + id + " holds no containers (only " + storage.content() + ")",
          "add the content type rootdir to it, or choose another storage");
    } else if (container.isTemplate() && WITHOUT_SNAPSHOTS.contains(storage.type())) {
      error(
          "storage " + id + " of type " + storage.type() + " cannot take the template's snapshot",
          "put the template on a ZFS, LVM-thin, Ceph RBD or btrfs storage");
    }
  }

  private void bridges() {
    for (NetworkInterface network : container.networks()) {
      if (!observed.bridges().contains(network.bridge())) {
        error(
            "bridge " + network.bridge() + " does not exist on " + observed.node().name(),
            "choose from " + observed.bridges() + ", or make it first");
      }
    }
  }

  private void gpus() {
    TreeSet<Integer> present =
        observed.devices().stream()
            .filter(path -> path.matches(DesiredOptions.GPU_DEVICES + "[0-9]+"))
            .map(path -> Integer.valueOf(path.substring(DesiredOptions.GPU_DEVICES.length())))
            .collect(Collectors.toCollection(TreeSet::new));
    for (Integer gpu : container.gpus().indexes()) {
      if (!present.contains(gpu)) {
        String has =
            present.isEmpty()
                ? "none"
                : present.stream().map(String::valueOf).collect(Collectors.joining(", "));
        error(
            "gpu " + gpu + " does not exist on the host (has " + has + ")",
            "adjust the GPU assignment, or install the host's driver");
      }
    }
  }

  private void newVolumes() {
    for (Mount mount : goal.mounts()) {
      if (mount instanceof Mount.Volume volume
          && !volume.storage().equals(container.rootDisk().storage())) {
        storage(volume.storage());
      }
    }
  }

  private void fixedAtCreation(ObservedGuest guest) {
    SortedMap<String, String> now = guest.config().current().options();
    boolean unprivileged = now.getOrDefault("unprivileged", "0").equals("1");
    if (unprivileged != container.unprivileged()) {
      warning(
          "is " + (unprivileged ? "unprivileged" : "privileged") + ", which is fixed at creation",
          "adjust the definition, or destroy it and apply again");
    }
    ByteSize size = TemplateSnapshot.volumeSize(now, "rootfs");
    if (size.compareTo(container.rootDisk().size()) > 0) {
      error(
          "disk of " + size + " cannot shrink to " + container.rootDisk().size(),
          "set the disk to " + size + " or more");
    }
    String storage =
        PropertyString.parse(now.getOrDefault("rootfs", "")).first().replaceFirst(":.*", "");
    if (!storage.isEmpty() && !storage.equals(container.rootDisk().storage())) {
      warning(
          "disk is on storage " + storage + ", not on " + container.rootDisk().storage(),
          "adjust the definition, or move it with pct move-volume " + container.vmid() + " rootfs");
    }
  }

  private void error(String message, String remedy) {
    problems.add(Problem.error(container.title(), message, remedy));
  }

  private void warning(String message, String remedy) {
    problems.add(Problem.warning(container.title(), message, remedy));
  }
}
