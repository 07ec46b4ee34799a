package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.proxmox.GuestConfigFile;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of a container's configuration file, in the form in which Proxmox writes it: remark,
 * sorted options, raw rows, then the pending section, then the snapshots by name.
 */
final class ConfText {

  static final String DESCRIPTION = "description";

  private ConfText() {}

  static GuestConf parse(String text) {
    GuestConfig config = GuestConfigFile.parse(text.getBytes(StandardCharsets.UTF_8));
    SortedMap<String, ConfSection> snapshots = new TreeMap<>();
    config.snapshots().forEach((name, section) -> snapshots.put(name, ConfSection.of(section)));
    return new GuestConf(
        ConfSection.of(config.current()), ConfSection.of(config.pending()), snapshots);
  }

  static String print(GuestConf conf) {
    StringBuilder text = new StringBuilder();
    print(conf.current(), text);
    if (!conf.pending().isEmpty()) {
      text.append("\n[pve:pending]\n");
      print(conf.pending(), text);
    }
    conf.snapshots()
        .forEach(
            (name, section) -> {
              text.append("\n[").append(name).append("]\n");
              print(section, text);
            });
    return text.toString();
  }

  private static void print(ConfSection section, StringBuilder text) {
    String remark = section.description().replaceFirst("\n+$", "");
    if (!section.description().isEmpty()) {
      remark.lines().forEach(line -> text.append('#').append(encode(line)).append('\n'));
    }
    section
        .options()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    section
        .rawRows()
        .forEach(row -> text.append(row.key()).append(": ").append(row.value()).append('\n'));
  }

  /** Percent-encodes all but printable ASCII, the percent sign and the colon. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b <= '~' && b != '%' && b != ':') {
        encoded.append((char) b);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}
