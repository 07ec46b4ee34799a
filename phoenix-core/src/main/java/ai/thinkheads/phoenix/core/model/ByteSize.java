package ai.thinkheads.phoenix.core.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or disk space, in bytes, with binary units as Proxmox counts them (1 GiB =
 * 1024 MiB).
 *
 * @param bytes the amount, 0 or more
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})(?:\\.([0-9]+))?([KMGT]?)");
  private static final String UNITS = "KMGT";

  /** Nothing at all; the size of a directory volume in Proxmox. */
  public static final ByteSize ZERO = new ByteSize(0);

  /**
   * @throws IllegalArgumentException when the amount is negative
   */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("size " + bytes + " is negative; use 0 or more");
    }
  }

  /** That many KiB. */
  public static ByteSize kib(long amount) {
    return of(amount, 1);
  }

  /** That many MiB. */
  public static ByteSize mib(long amount) {
    return of(amount, 2);
  }

  /** That many GiB. */
  public static ByteSize gib(long amount) {
    return of(amount, 3);
  }

  /** That many TiB. */
  public static ByteSize tib(long amount) {
    return of(amount, 4);
  }

  private static ByteSize of(long amount, int power) {
    if (amount < 0) {
      throw new IllegalArgumentException("size " + amount + " is negative; use 0 or more");
    }
    try {
      return new ByteSize(Math.multiplyExact(amount, 1L << (10 * power)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("size " + amount + " is too large", e);
    }
  }

  /**
   * Reads a size the way Proxmox writes it: {@code 32G}, {@code 512M}, {@code 0T}, {@code 1.5T}, or
   * plain bytes.
   *
   * @throws IllegalArgumentException when the text is not such a size
   */
  public static ByteSize parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a size; use a number with K, M, G or T, like 32G");
    }
    int power = matcher.group(3).isEmpty() ? 0 : UNITS.indexOf(matcher.group(3)) + 1;
    ByteSize whole = of(Long.parseLong(matcher.group(1)), power);
    if (matcher.group(2) == null) {
      return whole;
    }
    double fraction = Double.parseDouble("0." + matcher.group(2));
    return new ByteSize(whole.bytes + Math.round(fraction * (1L << (10 * power))));
  }

  /** Whole MiB, rounded down; the unit of {@code --memory} and {@code --swap}. */
  public long toMib() {
    return bytes >> 20;
  }

  /** Whole GiB, rounded down; the unit in which Proxmox allocates volumes. */
  public long toGib() {
    return bytes >> 30;
  }

  /** Whether this is a whole number of GiB. */
  public boolean isWholeGib() {
    return (bytes & ((1L << 30) - 1)) == 0;
  }

  /** The shortest exact text in Proxmox's notation, like {@code 32G}; plain digits for bytes. */
  public String toPve() {
    return exact("", UNITS);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The size for people, like {@code 32 GiB}. */
  @Override
  public String toString() {
    String text = exact(" ", UNITS);
    boolean plain = Character.isDigit(text.charAt(text.length() - 1));
    return plain ? text + " B" : text + "iB";
  }

  private String exact(String separator, String units) {
    long amount = bytes;
    int power = 0;
    while (power < units.length() && amount > 0 && amount % 1024 == 0) {
      amount /= 1024;
      power++;
    }
    String unit = power == 0 ? "" : separator + units.charAt(power - 1);
    return String.format(Locale.ROOT, "%d%s", amount, unit);
  }
}
