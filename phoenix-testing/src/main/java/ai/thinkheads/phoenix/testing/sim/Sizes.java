package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.model.ByteSize;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Proxmox reads and writes them. */
final class Sizes {

  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:([KMGT])(?:iB)?)?");
  private static final String UNITS = "KMGT";

  private Sizes() {}

  /** The bytes of a text like {@code 32G}; absent when it is no size. */
  static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int power = matcher.group(2) == null ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
    BigDecimal factor = BigDecimal.valueOf(1L << (10 * power));
    return Optional.of(new BigDecimal(matcher.group(1)).multiply(factor).longValue());
  }

  /** The shortest exact text; zero is {@code 0T}. */
  static String print(long bytes) {
    return bytes == 0 ? "0T" : new ByteSize(bytes).toPve();
  }
}
