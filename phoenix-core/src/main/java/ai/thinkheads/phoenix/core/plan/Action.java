package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.model.Redaction;
import ai.thinkheads.phoenix.core.model.Vmid;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One change to a hypervisor, with everything that is needed to carry it out. */
public sealed interface Action {

  /** The guest that is changed. */
  Vmid vmid();

  /** What is done, in a few words for people, like {@code grow rootfs to 128 GiB}. */
  String title();

  /**
   * Makes a folder on the node that is to be bind-mounted, with its parents. A folder that exists
   * is left as it is.
   *
   * @param vmid the guest that needs it
   * @param path the folder, an absolute path
   * @param uid who owns it on the node, when it was made
   * @param gid the group that owns it on the node, when it was made
   */
  record MakeDirectory(Vmid vmid, String path, long uid, long gid) implements Action {
    @Override
    public String title() {
      return "make folder " + path;
    }
  }

  /**
   * Makes a container from an image, with all of its options at once ({@code pct create}).
   *
   * @param vmid the new container
   * @param image volume id or absolute path of the image
   * @param options options of {@code pct create} without their dashes, like {@code memory}
   */
  record CreateContainer(Vmid vmid, String image, SortedMap<String, String> options)
      implements Action {
    /** Copies the options. */
    public CreateContainer {
      options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    @Override
    public String title() {
      return "create from " + image;
    }

    /** Without secrets. */
    @Override
    public String toString() {
      return Redaction.shown(
          "CreateContainer[vmid=" + vmid + ", image=" + image + ", options=" + options + "]");
    }
  }

  /**
   * Makes a container as a full copy of a snapshot of another ({@code pct clone}).
   *
   * @param vmid the new container
   * @param source the container that is copied
   * @param snapshot its snapshot
   * @param hostname the new container's name
   * @param storage the storage for the copy
   * @param description its notes, in place of those that the snapshot has
   */
  record CloneContainer(
      Vmid vmid, Vmid source, String snapshot, String hostname, String storage, String description)
      implements Action {
    @Override
    public String title() {
      return "clone " + source + "@" + snapshot;
    }
  }

  /**
   * Changes the options of a container ({@code pct set}).
   *
   * @param vmid the container
   * @param options new values, like {@code memory} to {@code 4096}
   * @param delete options that are taken away
   * @param digest the digest of the configuration that the change was planned from; absent when
   *     that configuration does not exist yet
   */
  record Configure(
      Vmid vmid,
      SortedMap<String, String> options,
      SortedSet<String> delete,
      Optional<String> digest)
      implements Action {
    /** Copies both. */
    public Configure {
      options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
      delete = Collections.unmodifiableSortedSet(new TreeSet<>(delete));
    }

    /** The mounts for which volumes are made, like {@code mp0}, with the storages of these. */
    public SortedMap<String, String> newVolumes() {
      SortedMap<String, String> made = new TreeMap<>();
      options.forEach(
          (key, value) -> {
            Matcher volume = NEW_VOLUME.matcher(value);
            if (key.matches("mp[0-9]+") && volume.find()) {
              made.put(key, volume.group(1));
            }
          });
      return made;
    }

    /** A storage and a size in GiB, like {@code local-zfs:8}, where else a volume is named. */
    private static final Pattern NEW_VOLUME =
        Pattern.compile("^(?:volume=)?([^/:,]+):[0-9.]+(?:,|$)");

    @Override
    public String title() {
      String set = options.isEmpty() ? "" : "set " + String.join(", ", options.keySet());
      String unset = delete.isEmpty() ? "" : "delete " + String.join(", ", delete);
      return set + (set.isEmpty() || unset.isEmpty() ? "" : "; ") + unset;
    }

    /** Without secrets. */
    @Override
    public String toString() {
      return Redaction.shown(
          "Configure[vmid="
              + vmid
              + ", options="
              + options
              + ", delete="
              + delete
              + ", digest="
              + digest
              + "]");
    }
  }

  /**
   * Changes how volumes are mounted that a step before has made, so that nobody knows yet what they
   * are called ({@code pct set}).
   *
   * @param vmid the container
   * @param mounts by option, like {@code rootfs}, all sub-keys that it has from now on besides its
   *     volume and size
   */
  record MountVolumes(Vmid vmid, SortedMap<String, String> mounts) implements Action {
    /** Copies the options. */
    public MountVolumes {
      mounts = Collections.unmodifiableSortedMap(new TreeMap<>(mounts));
    }

    @Override
    public String title() {
      return "mount " + String.join(", ", mounts.keySet());
    }
  }

  /**
   * Replaces raw LXC rows in the main section of a container's configuration file, atomically,
   * which no command of Proxmox can do. All other lines stay as they are. They are felt when the
   * container starts.
   *
   * @param vmid the container
   * @param keys the keys whose rows are replaced
   * @param rows all rows of these keys from now on, in their order
   * @param digest the digest of the configuration that the change was planned from; absent when
   *     that configuration does not exist yet
   */
  record WriteRows(Vmid vmid, SortedSet<String> keys, List<RawRow> rows, Optional<String> digest)
      implements Action {
    /** Copies both. */
    public WriteRows {
      keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
      rows = List.copyOf(rows);
    }

    @Override
    public String title() {
      return "write rows " + String.join(", ", keys);
    }

    /** Without secrets. */
    @Override
    public String toString() {
      return Redaction.shown(
          "WriteRows[vmid="
              + vmid
              + ", keys="
              + keys
              + ", rows="
              + rows
              + ", digest="
              + digest
              + "]");
    }
  }

  /**
   * Makes a container a member of a resource pool ({@code pveum pool modify}).
   *
   * @param vmid the container
   * @param pool the pool
   * @param from the pool that it leaves; absent when it is in none
   */
  record JoinPool(Vmid vmid, String pool, Optional<String> from) implements Action {
    @Override
    public String title() {
      return "put into pool " + pool;
    }
  }

  /**
   * Grows a volume ({@code pct resize}).
   *
   * @param vmid the container
   * @param volume the option that names the volume, like {@code rootfs}
   * @param size its new size
   */
  record GrowVolume(Vmid vmid, String volume, ByteSize size) implements Action {
    @Override
    public String title() {
      return "grow " + volume + " to " + size;
    }
  }

  /**
   * Replaces the firewall file of a guest, atomically.
   *
   * @param vmid the guest
   * @param text the whole file
   */
  record WriteFirewall(Vmid vmid, String text) implements Action {
    @Override
    public String title() {
      return "write firewall";
    }
  }

  /**
   * Starts a container ({@code pct start}).
   *
   * @param vmid the container
   */
  record Start(Vmid vmid) implements Action {
    @Override
    public String title() {
      return "start";
    }
  }

  /**
   * Shuts a container down, and stops it when it does not obey in time ({@code pct shutdown}).
   *
   * @param vmid the container
   */
  record Shutdown(Vmid vmid) implements Action {
    @Override
    public String title() {
      return "shut down";
    }
  }

  /**
   * Restarts a container so that pending changes take effect ({@code pct reboot}).
   *
   * @param vmid the container
   */
  record Restart(Vmid vmid) implements Action {
    @Override
    public String title() {
      return "restart";
    }
  }

  /**
   * Moves a container with its volumes to another node of the cluster ({@code pct migrate}). A
   * running one is shut down for it, and started there: LXC knows no live migration.
   *
   * @param vmid the container
   * @param target the node that it shall live on
   * @param restart whether it runs, and so has to be restarted
   * @param storages where its volumes go when their storage is not to be had there, by the storage
   *     that they leave
   */
  record Migrate(Vmid vmid, String target, boolean restart, SortedMap<String, String> storages)
      implements Action {
    /** Copies the storages. */
    public Migrate {
      storages = Collections.unmodifiableSortedMap(new TreeMap<>(storages));
    }

    /** With all volumes on storages of the same name. */
    public Migrate(Vmid vmid, String target, boolean restart) {
      this(vmid, target, restart, new TreeMap<>());
    }

    @Override
    public String title() {
      return "migrate to " + target;
    }
  }

  /**
   * Does several things inside a running container, in one remote command.
   *
   * @param vmid the container
   * @param steps what is done, in this order; those whose fingerprint is already recorded are
   *     skipped
   */
  record Provision(Vmid vmid, List<GuestStep> steps) implements Action {
    /** Copies the steps. */
    public Provision {
      steps = List.copyOf(steps);
    }

    @Override
    public String title() {
      return steps.stream().map(GuestStep::title).collect(Collectors.joining(", "));
    }
  }

  /**
   * Takes a snapshot ({@code pct snapshot}).
   *
   * @param vmid the container
   * @param name the snapshot
   * @param description its remark
   */
  record TakeSnapshot(Vmid vmid, String name, String description) implements Action {
    @Override
    public String title() {
      return "snapshot " + name;
    }
  }

  /**
   * Removes a snapshot ({@code pct delsnapshot}); one that is gone is fine.
   *
   * @param vmid the container
   * @param name the snapshot
   * @param force whether it goes even when a part of it cannot be removed, as of one that was never
   *     finished
   */
  record DeleteSnapshot(Vmid vmid, String name, boolean force) implements Action {
    @Override
    public String title() {
      return "remove snapshot " + name;
    }
  }

  /**
   * Takes the snapshot to which a failed change goes back ({@code pct snapshot}).
   *
   * @param vmid the container
   * @param name the snapshot
   * @param digest the digest of the configuration that the change was planned from, which must not
   *     have changed; absent when a step before changes that
   */
  record TakeGuard(Vmid vmid, String name, Optional<String> digest) implements Action {
    @Override
    public String title() {
      return "take snapshot " + name;
    }
  }

  /**
   * Takes a container back to a snapshot ({@code pct rollback}), which leaves it stopped, and
   * removes the volumes that were made for it since.
   *
   * @param vmid the container
   * @param snapshot the snapshot
   * @param made the mounts whose volumes were made since, like {@code mp0}, with the storages of
   *     these
   */
  record RollBack(Vmid vmid, String snapshot, SortedMap<String, String> made) implements Action {
    /** Copies the mounts. */
    public RollBack {
      made = Collections.unmodifiableSortedMap(new TreeMap<>(made));
    }

    @Override
    public String title() {
      return "go back to snapshot " + snapshot;
    }
  }

  /**
   * Takes away a lock that a killed operation left behind ({@code pct unlock}, or {@code pct
   * unmount} for what is mounted).
   *
   * @param vmid the container
   * @param lock the lock, like {@code disk}
   * @param digest the digest of the configuration that was looked at; nothing is done when it is
   *     another one now
   */
  record Unlock(Vmid vmid, String lock, String digest) implements Action {
    @Override
    public String title() {
      return "remove lock " + lock;
    }
  }

  /**
   * Removes what a killed create, clone or destroy left of a container, with every volume of its
   * number. Interrupted at any point, what is left is still recognised as half-made.
   *
   * @param vmid the container
   * @param digest the digest of the configuration that was looked at; nothing is done when it is
   *     another one now
   */
  record RemoveHalfMade(Vmid vmid, String digest) implements Action {
    @Override
    public String title() {
      return "remove what is half-made";
    }
  }

  /**
   * Destroys a container with all that is in it, its snapshots, its firewall and its place in a
   * pool ({@code pct destroy}).
   *
   * @param vmid the container
   * @param purge whether backup jobs shall forget it, too; not when it is made again
   */
  record Destroy(Vmid vmid, boolean purge) implements Action {
    @Override
    public String title() {
      return "destroy";
    }
  }
}
