package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.GuestConfig;
import ai.thinkheads.phoenix.core.state.RawRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guest's configuration file, as in {@code /etc/pve/lxc/950.conf}.
 *
 * <p>It is read as Proxmox reads it ({@code parse_pct_config} of pve-container), except that rows
 * unknown to Proxmox are kept.
 */
public final class GuestConfigFile {

  private static final Pattern PENDING =
      Pattern.compile("\\[pve:pending]\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SNAPSHOT =
      Pattern.compile("\\[([a-z][a-z0-9_-]+)]\\s*", Pattern.CASE_INSENSITIVE);
  // Of VMs only: what cloud-init was last given.
  private static final Pattern SPECIAL = Pattern.compile("\\[special:[a-z-]+]\\s*");
  private static final Pattern RAW_ROW = Pattern.compile("(lxc\\.[a-z0-9_.-]+)(?::|\\s*=)(.*)");
  private static final Pattern OPTION = Pattern.compile("([^\\s:]+):(.*)");

  private final SectionBuilder current = new SectionBuilder();
  private final SectionBuilder pending = new SectionBuilder();
  private final SortedMap<String, SectionBuilder> snapshots = new TreeMap<>();
  private SectionBuilder section = current;

  private GuestConfigFile() {}

  /** Reads the bytes of such a file. Whatever they are, this succeeds, as it does in Proxmox. */
  public static GuestConfig parse(byte[] bytes) {
    GuestConfigFile file = new GuestConfigFile();
    new String(bytes, StandardCharsets.UTF_8).lines().forEach(file::line);
    SortedMap<String, ConfigSection> sections = new TreeMap<>();
    file.snapshots.forEach((name, snapshot) -> sections.put(name, snapshot.build()));
    return new GuestConfig(file.current.build(), file.pending.build(), sections, digest(bytes));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private void line(String line) {
    Matcher snapshot = SNAPSHOT.matcher(line);
    if (PENDING.matcher(line).matches()) {
      section = pending;
    } else if (snapshot.matches()) {
      section = new SectionBuilder();
      snapshots.put(snapshot.group(1), section);
    } else if (SPECIAL.matcher(line).matches()) {
      section = new SectionBuilder();
    } else {
      section.add(line);
    }
  }

  private static final class SectionBuilder {
    private final SortedMap<String, String> options = new TreeMap<>();
    private final List<RawRow> rawRows = new ArrayList<>();
    private final List<String> description = new ArrayList<>();

    void add(String line) {
      Matcher raw = RAW_ROW.matcher(line);
      Matcher option = OPTION.matcher(line);
      if (line.startsWith("#")) {
        description.add(PercentEncoding.decode(line.substring(1)));
      } else if (raw.matches()) {
        rawRows.add(new RawRow(raw.group(1), raw.group(2).strip()));
      } else if (option.matches()) {
        add(option.group(1), option.group(2).strip());
      }
    }

    private void add(String name, String value) {
      if (name.equals("description")) {
        description.addAll(PercentEncoding.decode(value).lines().toList());
      } else {
        options.put(name, value);
      }
    }

    ConfigSection build() {
      return new ConfigSection(options, rawRows, String.join("\n", description));
    }
  }
}
