package ai.thinkheads.phoenix.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The NVIDIA GPUs of the host that a container may use.
 *
 * @param indexes their numbers on the host (N of {@code /dev/nvidiaN}), 0 or more, ascending
 */
public record GpuAssignment(SortedSet<Integer> indexes) {

  private static final int LONGEST = 1000;
  private static final GpuAssignment NONE = new GpuAssignment(new TreeSet<>());

  /**
   * @throws IllegalArgumentException when an index is negative
   */
  public GpuAssignment {
    indexes = Collections.unmodifiableSortedSet(new TreeSet<>(indexes));
    if (!indexes.isEmpty() && indexes.first() < 0) {
      throw new IllegalArgumentException("gpu " + indexes.first() + " is negative; use 0 or more");
    }
  }

  /** No GPU. */
  public static GpuAssignment none() {
    return NONE;
  }

  /** The GPUs of these numbers. */
  public static GpuAssignment of(Collection<Integer> indexes) {
    return new GpuAssignment(new TreeSet<>(indexes));
  }

  /**
   * Reads {@code none} or numbers separated by commas, with or without blanks.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  public static GpuAssignment parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    // Java matches a repeated group by recursion, which a very long text would exhaust.
    if (text.length() > LONGEST || !text.matches("[0-9]{1,3}( *, *[0-9]{1,3})*")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no GPU assignment; use \"none\" or numbers like \"0,1\"");
    }
    SortedSet<Integer> indexes = new TreeSet<>();
    for (String index : text.replace(" ", "").split(",", -1)) {
      indexes.add(Integer.valueOf(index));
    }
    return new GpuAssignment(indexes);
  }

  /** Whether no GPU is assigned. */
  public boolean isNone() {
    return indexes.isEmpty();
  }

  /** The text of the JSON files: {@code none}, or like {@code 0,1}. */
  @Override
  public String toString() {
    return isNone()
        ? "none"
        : indexes.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
