package ai.thinkheads.phoenix.core.plan;

import static ai.thinkheads.phoenix.core.plan.ValueForm.BYTES;
import static ai.thinkheads.phoenix.core.plan.ValueForm.FLAG;
import static ai.thinkheads.phoenix.core.plan.ValueForm.LOWER_CASE;
import static ai.thinkheads.phoenix.core.plan.ValueForm.NUMBER;
import static ai.thinkheads.phoenix.core.plan.ValueForm.PATH;
import static ai.thinkheads.phoenix.core.plan.ValueForm.REMARK;
import static ai.thinkheads.phoenix.core.plan.ValueForm.ROWS;
import static ai.thinkheads.phoenix.core.plan.ValueForm.SET;
import static ai.thinkheads.phoenix.core.plan.ValueForm.TAGS;
import static ai.thinkheads.phoenix.core.plan.ValueForm.TEXT;
import static ai.thinkheads.phoenix.core.plan.ValueForm.UPPER_CASE;
import static ai.thinkheads.phoenix.core.plan.ValueForm.WEIGHT;
import static ai.thinkheads.phoenix.core.plan.ValueForm.WORDS;

import java.util.HashMap;
import java.util.Map;

/**
 * The one way of writing each value of an option: values that mean the same to Proxmox become the
 * same text, others never do. What Proxmox assumes without the option becomes the empty text.
 *
 * <p>Forms and defaults are those of {@code PVE::LXC::Config} (pve-container 5.3 and 6.1).
 */
final class OptionValues {

  private static final Map<String, ValueForm> VOLUME =
      Map.of(
          "volume",
          TEXT,
          "size",
          BYTES,
          "acl",
          FLAG,
          "mountoptions",
          SET,
          "ro",
          FLAG.off(),
          "quota",
          FLAG.off(),
          "replicate",
          FLAG.assuming("1"),
          "shared",
          FLAG.off());

  private static final Map<String, ValueForm> MOUNT =
      with(VOLUME, Map.of("mp", PATH, "backup", FLAG.off(), "keepattrs", FLAG.off()));

  private static final Map<String, ValueForm> NETWORK =
      Map.of(
          "type", TEXT.assuming("veth"),
          "hwaddr", UPPER_CASE,
          "ip6", LOWER_CASE,
          "gw6", LOWER_CASE,
          "mtu", NUMBER,
          "tag", NUMBER,
          "trunks", SET,
          "rate", NUMBER,
          "firewall", FLAG.off(),
          "link_down", FLAG.off());

  private static final Map<String, ValueForm> FLAGS =
      Map.of(
          "nesting", FLAG.off(),
          "keyctl", FLAG.off(),
          "fuse", FLAG.off(),
          "mknod", FLAG.off(),
          "force_rw_sys", FLAG.off(),
          "mount", SET);

  private static final Map<String, ValueForm> DEVICE =
      Map.of("uid", NUMBER.assuming("0"), "gid", NUMBER.assuming("0"), "deny-write", FLAG.off());

  private static final Map<String, ValueForm> STARTUP =
      Map.of("order", NUMBER, "up", NUMBER, "down", NUMBER);

  private static final Map<String, ValueForm> FORMS =
      Map.ofEntries(
          Map.entry("arch", TEXT.assuming("amd64")),
          Map.entry("cmode", TEXT.assuming("tty")),
          Map.entry("console", FLAG.assuming("1")),
          Map.entry("cores", NUMBER),
          Map.entry("cpulimit", NUMBER.assuming("0")),
          Map.entry("cpuunits", WEIGHT.assuming("100")),
          Map.entry("debug", FLAG.off()),
          Map.entry("description", REMARK),
          Map.entry("dev", ValueForm.parts("path", DEVICE)),
          Map.entry("entrypoint", TEXT.assuming("/sbin/init")),
          Map.entry("features", ValueForm.parts("", FLAGS)),
          Map.entry("lxc", ROWS),
          Map.entry("memory", NUMBER.assuming("512")),
          Map.entry("mp", ValueForm.parts("volume", MOUNT)),
          Map.entry("nameserver", WORDS.and(LOWER_CASE)),
          Map.entry("net", ValueForm.parts("", with(NETWORK, Map.of("host-managed", FLAG.off())))),
          Map.entry("onboot", FLAG.off()),
          Map.entry("protection", FLAG.off()),
          Map.entry("rootfs", ValueForm.parts("volume", VOLUME)),
          Map.entry("searchdomain", WORDS.and(LOWER_CASE)),
          Map.entry("startup", ValueForm.parts("order", STARTUP)),
          Map.entry("swap", NUMBER.assuming("512")),
          Map.entry("tags", TAGS),
          Map.entry("template", FLAG.off()),
          Map.entry("tty", NUMBER.assuming("2")),
          Map.entry("unprivileged", FLAG.off()));

  /** That value of that option, written in the one way; empty for what goes without saying. */
  static String canonical(String key, String value) {
    return FORMS.getOrDefault(OptionText.kind(key), TEXT).of(value);
  }

  /** Whether two values of an option mean the same; an absent one is the empty text. */
  static boolean same(String key, String one, String other) {
    return canonical(key, one).equals(canonical(key, other));
  }

  private static Map<String, ValueForm> with(
      Map<String, ValueForm> forms, Map<String, ValueForm> more) {
    Map<String, ValueForm> all = new HashMap<>(forms);
    all.putAll(more);
    return Map.copyOf(all);
  }

  private OptionValues() {}
}
