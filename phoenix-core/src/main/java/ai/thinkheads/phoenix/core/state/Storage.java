package ai.thinkheads.phoenix.core.state;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A storage of the cluster, as {@code /etc/pve/storage.cfg} defines it.
 *
 * @param id its name
 * @param type its kind, like {@code zfspool}, {@code dir} or {@code btrfs}
 * @param content what it may hold, like {@code rootdir} or {@code vztmpl}
 * @param path where its files are on the node; absent for kinds without files
 * @param shared whether its contents are the same on every node that has it
 * @param disabled whether it is switched off
 */
public record Storage(
    String id,
    String type,
    SortedSet<String> content,
    Optional<String> path,
    boolean shared,
    boolean disabled) {

  /** Copies the contents. */
  public Storage {
    content = Collections.unmodifiableSortedSet(new TreeSet<>(content));
  }
}
