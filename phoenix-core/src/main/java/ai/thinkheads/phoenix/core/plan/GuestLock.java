package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.state.NodeTask;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the {@code lock} in a guest's configuration means. Proxmox sets it for as long as an
 * operation goes on; when the operation is killed, it stays ({@code PVE::LXC::Config}).
 */
enum GuestLock {
  BACKUP("backup", "a backup of it is made", ImmutableSet.of("vzdump")),
  CREATE(
      "create",
      "it is created, restored or cloned",
      ImmutableSet.of("vzcreate", "vzclone", "vzrestore", "vzmigrate")),
  DESTROYED("destroyed", "it is destroyed", ImmutableSet.of("vzdestroy")),
  DISK("disk", "a disk of it is copied or moved", ImmutableSet.of("vzclone", "move_volume")),
  FSTRIM("fstrim", "its unused blocks are freed", ImmutableSet.of()),
  MIGRATE("migrate", "it moves to another node", ImmutableSet.of("vzmigrate")),
  MOUNTED("mounted", "its file system is mounted on the node", ImmutableSet.of("vzmount")),
  ROLLBACK("rollback", "it goes back to a snapshot", ImmutableSet.of("vzrollback")),
  SNAPSHOT("snapshot", "a snapshot of it is taken", ImmutableSet.of("vzsnapshot")),
  SNAPSHOT_DELETE(
      "snapshot-delete", "a snapshot of it is removed", ImmutableSet.of("vzdelsnapshot"));

  private final String word;
  private final String meaning;
  private final ImmutableSet<String> tasks;

  GuestLock(String word, String meaning, ImmutableSet<String> tasks) {
    this.word = word;
    this.meaning = meaning;
    this.tasks = tasks;
  }

  /** The lock of that name; empty when nobody knows it. */
  static Optional<GuestLock> of(String word) {
    return Stream.of(values()).filter(lock -> lock.word.equals(word)).findFirst();
  }

  /** What goes on while it is set. */
  String meaning() {
    return meaning;
  }

  /** Whether it may belong to that task, which does not tell the guest that it locks. */
  boolean isOf(NodeTask task) {
    return tasks.contains(task.type());
  }
}
