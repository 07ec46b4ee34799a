package ai.thinkheads.phoenix.core.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How something is mounted. What is absent is left alone, which is Proxmox's default for a new
 * mount.
 *
 * @param acl whether access control lists are forced on or off
 * @param flags further mount flags; empty for none of them
 * @param readOnly whether it can only be read
 * @param quota whether it has user quotas; privileged containers only
 * @param replicate whether storage replication includes it; Proxmox's default is true
 * @param shared whether every node of the cluster is known to have it; false by default
 * @param backup whether backups include it; false by default; the root disk always is
 * @param idmap whose files are whose; needs Proxmox VE 9
 * @param keepAttributes whether the folder keeps owner and permissions that it has inside; not for
 *     the root disk; needs Proxmox VE 9
 */
public record MountOptions(
    Optional<Boolean> acl,
    Optional<SortedSet<Flag>> flags,
    Optional<Boolean> readOnly,
    Optional<Boolean> quota,
    Optional<Boolean> replicate,
    Optional<Boolean> shared,
    Optional<Boolean> backup,
    Optional<MountIdmap> idmap,
    Optional<Boolean> keepAttributes) {

  /** A flag of the {@code mount} command, under its own name. */
  public enum Flag {
    /** Freed blocks are handed back to the storage. */
    DISCARD,
    /** Times of files are written late. */
    LAZYTIME,
    /** Reading does not change times of files. */
    NOATIME,
    /** Device files do not work. */
    NODEV,
    /** Programs cannot be executed. */
    NOEXEC,
    /** Programs do not run as their owner. */
    NOSUID;

    /** The name of the flag, like {@code noatime}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The flag of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Flag parse(String word) {
      return Arrays.stream(values())
          .filter(flag -> flag.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "\""
                          + word
                          + "\" is no mount option; use "
                          + Arrays.stream(values())
                              .map(Flag::word)
                              .collect(Collectors.joining(", "))));
    }
  }

  private static final MountOptions NONE = new Builder().build();

  /** Copies the flags, in the order of their names. */
  public MountOptions {
    flags = flags.map(set -> Collections.unmodifiableSortedSet(new TreeSet<>(set)));
  }

  /** Nothing special. */
  public static MountOptions none() {
    return NONE;
  }

  /** Starts with nothing special. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether nothing is said. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** A builder that starts with all of these. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.acl = acl;
    builder.flags = flags;
    builder.readOnly = readOnly;
    builder.quota = quota;
    builder.replicate = replicate;
    builder.shared = shared;
    builder.backup = backup;
    builder.idmap = idmap;
    builder.keepAttributes = keepAttributes;
    return builder;
  }

  /** Collects mount options; call order never matters. */
  public static final class Builder {

    private Optional<Boolean> acl = Optional.empty();
    private Optional<SortedSet<Flag>> flags = Optional.empty();
    private Optional<Boolean> readOnly = Optional.empty();
    private Optional<Boolean> quota = Optional.empty();
    private Optional<Boolean> replicate = Optional.empty();
    private Optional<Boolean> shared = Optional.empty();
    private Optional<Boolean> backup = Optional.empty();
    private Optional<MountIdmap> idmap = Optional.empty();
    private Optional<Boolean> keepAttributes = Optional.empty();

    private Builder() {}

    /** Whether access control lists are forced on or off; as the file system likes by default. */
    public Builder acl(boolean value) {
      acl = Optional.of(value);
      return this;
    }

    /** Further mount flags; none by default. */
    public Builder flags(Collection<Flag> value) {
      flags = Optional.of(new TreeSet<>(value));
      return this;
    }

    /** Further mount flags; none by default. */
    public Builder flags(Flag... value) {
      return flags(Arrays.asList(value));
    }

    /** Whether it can only be read; false by default. */
    public Builder readOnly(boolean value) {
      readOnly = Optional.of(value);
      return this;
    }

    /** Whether it has user quotas, for privileged containers only; false by default. */
    public Builder quota(boolean value) {
      quota = Optional.of(value);
      return this;
    }

    /** Whether storage replication includes it; true by default. */
    public Builder replicate(boolean value) {
      replicate = Optional.of(value);
      return this;
    }

    /** Whether every node of the cluster is known to have it; false by default. */
    public Builder shared(boolean value) {
      shared = Optional.of(value);
      return this;
    }

    /** Whether backups include it; false by default. */
    public Builder backup(boolean value) {
      backup = Optional.of(value);
      return this;
    }

    /** Whose files are whose, on Proxmox VE 9; as the container maps its ids by default. */
    public Builder idmap(MountIdmap value) {
      idmap = Optional.of(value);
      return this;
    }

    /** Whether the folder keeps owner and permissions, on Proxmox VE 9; false by default. */
    public Builder keepAttributes(boolean value) {
      keepAttributes = Optional.of(value);
      return this;
    }

    /** The mount options. */
    public MountOptions build() {
      return new MountOptions(
          acl, flags, readOnly, quota, replicate, shared, backup, idmap, keepAttributes);
    }
  }
}
