package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.run.Holder;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a holder of a node's lock has written about itself.
 *
 * @param holder who it is
 * @param since since when, by the node's clock
 */
record OtherHolder(Holder holder, Instant since) {

  private static final Pattern LINE =
      Pattern.compile("([0-9]{1,12}) ([^\t]*)\t([^\t]*)\t([0-9]{1,18})\t(.*)");

  /** A holder as the one line that the node keeps, without the time. */
  static String line(Holder holder) {
    return String.join(
        "\t",
        printable(holder.user()),
        printable(holder.machine()),
        Long.toString(holder.pid()),
        printable(holder.work()));
  }

  /** Reads a time and a line; empty when it is none. */
  static Optional<OtherHolder> parse(String text) {
    Matcher line = LINE.matcher(text);
    return line.matches()
        ? Optional.of(
            new OtherHolder(
                new Holder(
                    printable(line.group(2)),
                    printable(line.group(3)),
                    Long.parseLong(line.group(4)),
                    printable(line.group(5))),
                Instant.ofEpochSecond(Long.parseLong(line.group(1)))))
        : Optional.empty();
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }

  @Override
  public String toString() {
    return holder + ", at work since " + since;
  }
}
