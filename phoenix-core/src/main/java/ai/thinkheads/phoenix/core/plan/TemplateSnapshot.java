package ai.thinkheads.phoenix.core.plan;

import ai.thinkheads.phoenix.core.model.ByteSize;
import ai.thinkheads.phoenix.core.state.ConfigSection;
import ai.thinkheads.phoenix.core.state.PropertyString;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A template's snapshot as clones will find it: one that exists, or one that this plan takes.
 *
 * @param options the options that clones start with
 * @param installed the fingerprints of everything that is known to be installed in it
 * @param lineage what it is by its definition
 */
record TemplateSnapshot(
    SortedMap<String, String> options, Set<Fingerprint> installed, Lineage lineage) {

  private static final Set<String> NOT_COPIED =
      Set.of("description", "parent", "snaptime", "snapstate", "lock", "template");
  private static final String REMARK = "Phoenix template, fingerprint ";

  /** The remark of a snapshot: how a stopped template is judged without starting it. */
  static String remark(Fingerprint fingerprint) {
    return REMARK + fingerprint;
  }

  /** The fingerprint that the remark of a snapshot carries, when it carries one. */
  static Optional<String> fingerprint(ConfigSection snapshot) {
    return snapshot
        .description()
        .lines()
        .filter(line -> line.startsWith(REMARK))
        .map(line -> line.substring(REMARK.length()).strip())
        .findFirst();
  }

  /** Whether a line of notes is such a remark. */
  static boolean isRemark(String line) {
    return line.startsWith(REMARK);
  }

  /** What a fresh clone has; Proxmox gives it new hardware addresses, which nobody knows yet. */
  SortedMap<String, String> cloneOptions(String hostname) {
    SortedMap<String, String> options = new TreeMap<>();
    this.options.forEach(
        (key, value) -> {
          if (!NOT_COPIED.contains(key)) {
            boolean network = OptionText.kind(key).equals("net");
            options.put(key, network ? withoutAddress(value) : value);
          }
        });
    options.put("hostname", hostname);
    return options;
  }

  private static String withoutAddress(String network) {
    return PropertyString.parse(network).with("hwaddr", Optional.empty()).toString();
  }

  /** The size of a volume by the option that names it; zero when it has none. */
  static ByteSize volumeSize(SortedMap<String, String> options, String key) {
    return PropertyString.parse(options.getOrDefault(key, "")).size().orElse(ByteSize.ZERO);
  }
}
