package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.Container;
import ai.thinkheads.phoenix.core.model.ContainerSource;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.problem.Problem;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.NodeTask;
import ai.thinkheads.phoenix.core.state.ObservedGuest;
import ai.thinkheads.phoenix.core.state.ObservedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a killed operation of Proxmox has left of a guest, and how that is cleaned up. As long as
 * the operation may still go on, nothing is cleaned up.
 */
final class Debris {

  /**
   * A line in the remark of a guest of which nothing shall be left. It takes the place of the lock
   * while the guest is removed, so that it is recognised when that is killed, too.
   */
  static final String MARK = "phoenix: to be destroyed";

  /** What people look at a guest with. */
  private static final Set<String> CONSOLES = Set.of("vncproxy", "termproxy", "spiceproxy");

  /** The snapshot that a backup takes of a running guest. */
  private static final String OF_BACKUP = "vzdump";

  private final Container container;
  private final ObservedGuest guest;
  private final Optional<String> word;
  private final Optional<GuestLock> lock;
  private final Optional<NodeTask> task;

  /** The nodes of the cluster that were not looked at, where something may go on. */
  private final SortedSet<String> unseen;

  private Debris(Container container, ObservedGuest guest, ObservedState observed) {
    this.container = container;
    this.guest = guest;
    this.unseen = new TreeSet<>(observed.members());
    unseen.removeAll(observed.nodes().keySet());
    this.word = guest.config().lock();
    this.lock = word.flatMap(GuestLock::of);
    this.task = observed.tasks().stream().filter(this::mayBeAtWork).findFirst();
  }

  static Debris of(Container container, ObservedGuest guest, ObservedState observed) {
    return new Debris(container, guest, observed);
  }

  private boolean mayBeAtWork(NodeTask candidate) {
    Vmid vmid = guest.vmid();
    boolean hidden =
        candidate.id().isEmpty() || container.cloneSource().filter(candidate::isAbout).isPresent();
    return !CONSOLES.contains(candidate.type())
        && (candidate.isAbout(vmid)
            || (hidden && lock.filter(of -> of.isOf(candidate)).isPresent()));
  }

  private boolean isThere() {
    return word.isPresent() || isMarked() || !halfSnapshots().isEmpty();
  }

  /** Whether the guest as a whole is debris: it never was complete, or is nearly gone. */
  boolean isHalfMade() {
    return isMarked()
        || lock.equals(Optional.of(GuestLock.DESTROYED))
        || (lock.equals(Optional.of(GuestLock.CREATE)) && isNotRestored());
  }

  /**
   * A creation locks an empty configuration and writes the options with the volumes, by which the
   * lock is gone; a clone adds its volumes one by one. Whatever else has this lock is restored from
   * a backup, over a guest that may still be whole.
   */
  private boolean isNotRestored() {
    ConfigSection current = guest.config().current();
    boolean empty = current.option("rootfs").isEmpty();
    return guest.config().snapshots().isEmpty()
        && (empty || container.source() instanceof ContainerSource.Clone);
  }

  private boolean isMarked() {
    return guest.config().current().description().lines().anyMatch(MARK::equals);
  }

  /** The snapshots that were not finished and are in the way of what is defined. */
  private List<String> halfSnapshots() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, ConfigSection> snapshot : guest.config().snapshots().entrySet()) {
      boolean unfinished = isUnfinished(snapshot.getValue());
      boolean own =
          snapshot.getKey().equals(Guard.NAME)
              || container.templateSnapshot().equals(Optional.of(snapshot.getKey()));
      boolean locked =
          lock.filter(of -> of == GuestLock.SNAPSHOT || of == GuestLock.SNAPSHOT_DELETE)
              .isPresent();
      boolean ofBackup =
          lock.equals(Optional.of(GuestLock.BACKUP)) && snapshot.getKey().equals(OF_BACKUP);
      if (ofBackup || (unfinished && (own || locked))) {
        names.add(snapshot.getKey());
      }
    }
    return names;
  }

  /** Whether the taking or removing of a snapshot broke off, or still goes on. */
  static boolean isUnfinished(ConfigSection snapshot) {
    return snapshot.option("snapstate").isPresent();
  }

  /** The guest as it is once that is cleaned up; it must not be half-made. */
  ObservedGuest cleanedUp() {
    GuestConfig config = guest.config();
    SortedMap<String, String> options = new TreeMap<>(config.current().options());
    options.remove("lock");
    SortedMap<String, ConfigSection> snapshots = new TreeMap<>(config.snapshots());
    snapshots.keySet().removeAll(halfSnapshots());
    ConfigSection current =
        new ConfigSection(options, config.current().rawRows(), config.current().description());
    return guest.with(new GuestConfig(current, config.pending(), snapshots, config.digest()));
  }

  private boolean isCleanedUp(PlanOptions options) {
    return isThere() && options.recover() && task.isEmpty() && (isHalfMade() || isUnlockable());
  }

  /**
   * A migration moves the configuration when all volumes are copied, and only then removes those
   * that were: where the configuration is, the volumes are whole. But it may still go on on the
   * node that the guest has left ({@code PVE::LXC::Migrate} of pve-container).
   */
  private boolean isUnlockable() {
    return word.isEmpty()
        || BrokenRollback.of(guest).isPresent()
        || lock.filter(of -> of != GuestLock.ROLLBACK && of != GuestLock.CREATE)
            .filter(of -> of != GuestLock.MIGRATE || unseen.isEmpty())
            .isPresent();
  }

  /** Why nothing can be done with the guest as it is, unless it is cleaned up. */
  Optional<Problem> problem(PlanOptions options) {
    return isThere() && !isCleanedUp(options) ? Optional.of(problem()) : Optional.empty();
  }

  private Problem problem() {
    if (task.isPresent()) {
      return error(state() + ", and " + task.get() + " goes on", "wait until that has ended");
    } else if (isHalfMade()) {
      return error(
          "is half-made: an operation on it broke off" + word.map(Debris::inBrackets).orElse(""),
          "add --recover to remove all that is left of it, with every volume of number "
              + guest.vmid());
    } else if (word.isEmpty()) {
      return error("has the unfinished " + snapshots(), "add --recover to remove it");
    } else if (isUnlockable()) {
      if (BrokenRollback.of(guest).isPresent()) {
        return error(
            state() + "; no task does that any more",
            "add --recover to go back to snapshot " + Guard.NAME + " again, and on from there");
      }
      String more = halfSnapshots().isEmpty() ? "" : " and the unfinished " + snapshots();
      return error(
          state() + "; no task does that any more", "add --recover to remove the lock" + more);
    }
    String seen = lock.equals(Optional.of(GuestLock.MIGRATE)) ? " that was looked at" : "";
    return error(state() + "; no task" + seen + " does that any more", byHand());
  }

  private String byHand() {
    Vmid vmid = guest.vmid();
    return lock.map(
            of ->
                switch (of) {
                  case CREATE ->
                      "it may be whole, since it was there before a restore that broke off: see pct"
                          + " config "
                          + vmid
                          + ", then pct unlock "
                          + vmid;
                  case MIGRATE ->
                      "make sure that its migration does not go on on "
                          + String.join(", ", unseen)
                          + " either, then pct unlock "
                          + vmid
                          + " on "
                          + guest.node();
                  default -> "pct unlock " + vmid + ", then go back to that snapshot again";
                })
        .orElse("see what set it, then pct unlock " + vmid);
  }

  private String state() {
    return "is locked"
        + word.map(Debris::inBrackets).orElse("")
        + lock.map(of -> ": " + of.meaning()).orElse("");
  }

  private static String inBrackets(String word) {
    return " (" + word + ")";
  }

  private String snapshots() {
    return (halfSnapshots().size() == 1 ? "snapshot " : "snapshots ")
        + String.join(", ", halfSnapshots());
  }

  private Problem error(String message, String remedy) {
    return Problem.error(container.title(), message, remedy);
  }

  /** The guest once it is cleaned up, when that may be done. */
  ObservedGuest cleanedUp(PlanOptions options) {
    return isCleanedUp(options)
        ? BrokenRollback.of(guest).map(BrokenRollback::end).orElse(guest)
        : guest;
  }

  /** Adds the steps that clean up, when there is something and that may be done. */
  void cleanUp(StepList list, PlanOptions options) {
    if (isCleanedUp(options)) {
      cleanUp(list);
    }
  }

  private void cleanUp(StepList list) {
    Vmid vmid = guest.vmid();
    String digest = guest.config().digest();
    if (isHalfMade()) {
      list.tell("half-made", "removed with every volume of number " + vmid, Effect.DESTROY);
      list.add(
          new Action.RemoveHalfMade(vmid, digest), "an operation on it broke off", Effect.DESTROY);
      return;
    }
    word.ifPresent(
        name -> {
          boolean moved = lock.equals(Optional.of(GuestLock.MIGRATE));
          String rest = moved ? "; another node may have copies of its volumes left" : "";
          list.tell("lock", name + " → none" + rest, Effect.LIVE);
          list.add(
              new Action.Unlock(vmid, name, digest), "what set the lock broke off", Effect.LIVE);
        });
    BrokenRollback.of(guest).ifPresent(rollback -> rollback.addTo(list));
    for (String name : halfSnapshots()) {
      list.tell("snapshot", name + " removed", Effect.LIVE);
      list.add(new Action.DeleteSnapshot(vmid, name, true), "was not finished", Effect.LIVE);
    }
  }
}
