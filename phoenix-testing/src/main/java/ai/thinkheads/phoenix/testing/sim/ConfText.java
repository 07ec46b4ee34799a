package ai.thinkheads.phoenix.testing.sim;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.RawRow;
import ai.thinkheads.phoenix.proxmox.GuestConfigFile;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text of a container's configuration file, in the form in which Proxmox writes it: remark,
 * sorted options, raw rows, then the pending section, then the snapshots by name.
 */
final class ConfText {

  static final String DESCRIPTION = "description";

  private ConfText() {}

  private static final String ENVIRONMENT = "env";
  private static final String VARIABLE = "lxc.environment.runtime";

  /** Rows that Proxmox cannot read are left out, as they are when it writes the file again. */
  static GuestConf parse(String text) {
    GuestConfig config = GuestConfigFile.parse(text.getBytes(StandardCharsets.UTF_8));
    SortedMap<String, ConfSection> snapshots = new TreeMap<>();
    config.snapshots().forEach((name, section) -> snapshots.put(name, read(section)));
    return new GuestConf(read(config.current()), read(config.pending()), snapshots);
  }

  private static ConfSection read(ConfigSection values) {
    ConfSection section = ConfSection.of(values);
    section.options().keySet().removeIf(name -> !name.matches("[a-z][a-z_]*[0-9]*"));
    section.rawRows().removeIf(row -> !RawKeys.isKnown(row.key()));
    String variables =
        section.rawRows().stream()
            .filter(row -> row.key().equals(VARIABLE))
            .map(RawRow::value)
            .collect(Collectors.joining("\0"));
    if (!variables.isEmpty()) {
      section.set(ENVIRONMENT, variables);
      section.rawRows().removeIf(row -> row.key().equals(VARIABLE));
    }
    return section;
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
        .forEach(
            (name, value) -> {
              if (!name.equals(ENVIRONMENT)) {
                text.append(name).append(": ").append(value).append('\n');
              }
            });
    section
        .get(ENVIRONMENT)
        .ifPresent(
            variables -> {
              for (String variable : variables.split("\0+", -1)) {
                text.append(VARIABLE).append(": ").append(variable).append('\n');
              }
            });
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
