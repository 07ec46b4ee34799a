package ai.thinkheads.phoenix.core.model;

/**
 * A range of user or group ids inside a container, and the ids of the node that stand for them.
 *
 * @param kind whether it is about users or groups
 * @param inside the first id inside the container, 0 or more
 * @param outside the first id that stands for it, 0 or more
 * @param count how many ids, 1 or more
 */
public record IdMapping(Kind kind, long inside, long outside, long count) {

  private static final long LIMIT = 1L << 32;

  /** Whose ids. */
  public enum Kind {
    /** Ids of users. */
    USER,
    /** Ids of groups. */
    GROUP;

    /** What LXC and Proxmox call it: {@code u} or {@code g}. */
    public String letter() {
      return this == USER ? "u" : "g";
    }
  }

  /**
   * @throws IllegalArgumentException when a number is out of the 32 bits of an id
   */
  public IdMapping {
    boolean fits =
        inside >= 0
            && outside >= 0
            && count >= 1
            && count <= LIMIT
            && inside <= LIMIT - count
            && outside <= LIMIT - count;
    if (!fits) {
      throw new IllegalArgumentException(
          "id mapping "
              + text(kind, inside, outside, count, " ")
              + " is out of range; ids go from 0 to 4294967295");
    }
  }

  /**
   * Reads the four parts, separated by blanks or colons, like {@code u 0 100000 65536}.
   *
   * @throws IllegalArgumentException when the text is not that
   */
  public static IdMapping parse(String text) {
    if (!text.matches("[ug]([ :][0-9]{1,10}){3}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no id mapping; write it like u 0 100000 65536");
    }
    String[] parts = text.split("[ :]", -1);
    return new IdMapping(
        parts[0].equals("u") ? Kind.USER : Kind.GROUP,
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]));
  }

  /** Whether both give a meaning to one id inside, or use one id outside, of the same kind. */
  public boolean overlaps(IdMapping other) {
    return kind == other.kind
        && (overlap(inside, count, other.inside, other.count)
            || overlap(outside, count, other.outside, other.count));
  }

  private static boolean overlap(long start, long count, long otherStart, long otherCount) {
    return start < otherStart + otherCount && otherStart < start + count;
  }

  /** The row that makes it the mapping of a container. */
  public LxcRow row() {
    return new LxcRow("lxc.idmap", text(kind, inside, outside, count, " "));
  }

  private static String text(Kind kind, long inside, long outside, long count, String separator) {
    return kind.letter() + separator + inside + separator + outside + separator + count;
  }

  /** The text of Proxmox's mount options, like {@code u:0:100000:65536}. */
  @Override
  public String toString() {
    return text(kind, inside, outside, count, ":");
  }
}
