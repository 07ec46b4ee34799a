package ai.thinkheads.phoenix.testing.sim;

import static ai.thinkheads.phoenix.testing.sim.OptionSpec.bool;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.format;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.integer;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.number;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.pattern;
import static ai.thinkheads.phoenix.testing.sim.OptionSpec.text;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The program {@code pct} with its subcommands. */
final class Pct {

  private static final int ANY = Integer.MAX_VALUE;
  private static final OptionSpec DIGEST = text().maxLength(40);

  private static final OptionSpec VMID = integer(1, ANY).withFormat(Formats.VMID);
  private static final OptionSpec SNAPSHOT = format(Formats::configId).maxLength(40);
  private static final String SNAPNAME = "snapname";
  private static final Map<String, OptionSpec> OWNER =
      Map.of("user", text(), "group", text(), "perms", text());

  private final Map<String, Verb> verbs = new LinkedHashMap<>();

  Pct(Release release) {
    makeAndRemove(release);
    change(release);
    snapshots();
    power();
    inside();
  }

  private void makeAndRemove(Release release) {
    Verb create = verb("create", PctCreate::run);
    if (release == Release.NINE) {
      create.option("ha-managed", bool());
    }
    create
        .with("ostemplate", text().maxLength(255))
        .options(ConfigOptions.settable(release))
        .option("storage", format(Formats::storageId))
        .option("password", text().minLength(5))
        .option("ssh-public-keys", text())
        .option("pool", text())
        .option("start", bool())
        .option("restore", bool())
        .option("force", bool())
        .option("unique", bool())
        .option("ignore-unpack-errors", bool())
        .option("bwlimit", number(0, ANY));
    verb("clone", PctClone::run)
        .with("newid", VMID)
        .option("hostname", format(Formats.DNS_NAME).maxLength(255))
        .option("description", text())
        .option("pool", text())
        .option(SNAPNAME, SNAPSHOT)
        .option("storage", format(Formats::storageId))
        .option("full", bool())
        .option("target", text())
        .option("bwlimit", number(0, ANY));
    verb("destroy", PctDestroy::run)
        .option("force", bool())
        .option("purge", bool())
        .option("destroy-unreferenced-disks", bool());
    verb("migrate", PctMigrate::run)
        .with("target", text())
        .option("restart", bool())
        .option("online", bool())
        .option("target-storage", text())
        .option("timeout", integer(0, ANY))
        .option("bwlimit", number(0, ANY));
    verb("template", PctTemplate::run);
    verb("list", PctPower::list, false);
  }

  private void change(Release release) {
    verb("config", PctConfig::config).option("current", bool()).option("snapshot", SNAPSHOT);
    verb("pending", PctConfig::pending);
    verb("set", PctSet::run)
        .options(ConfigOptions.settable(release))
        .option("delete", format(Formats.CONFIG_IDS))
        .option("revert", format(Formats.CONFIG_IDS))
        .option("digest", DIGEST);
    verb("unlock", PctConfig::unlock);
    verb("rescan", PctRescan::run, false).option("vmid", VMID).option("dryrun", bool());
    verb("resize", PctResize::run)
        .with("disk", OptionSpec.choice(ConfigOptions.volumes()))
        .with("size", pattern("\\+?\\d+(\\.\\d+)?[KMGT]?"))
        .option("digest", DIGEST);
    verb("move-volume", PctMoveVolume::run)
        .with("volume", OptionSpec.choice(ConfigOptions.movable()))
        .withOptional("storage", format(Formats::storageId))
        .withOptional("target-vmid", VMID)
        .withOptional("target-volume", OptionSpec.choice(ConfigOptions.movable()))
        .option("delete", bool())
        .option("digest", DIGEST)
        .option("target-digest", DIGEST)
        .option("bwlimit", number(0, ANY));
  }

  private void snapshots() {
    verb("delsnapshot", PctSnapshot::delete).with(SNAPNAME, SNAPSHOT).option("force", bool());
    verb("listsnapshot", SnapshotTree::print);
    verb("rollback", PctSnapshot::rollback).with(SNAPNAME, SNAPSHOT).option("start", bool());
    verb("snapshot", PctSnapshot::take).with(SNAPNAME, SNAPSHOT).option("description", text());
  }

  private void power() {
    verb("start", PctPower::start).option("debug", bool()).option("skiplock", bool());
    verb("stop", PctPower::stop).option("skiplock", bool()).option("overrule-shutdown", bool());
    verb("shutdown", PctPower::stop).option("timeout", integer(0, ANY)).option("forceStop", bool());
    verb("reboot", PctPower::reboot).option("timeout", integer(0, ANY));
    verb("suspend", PctPower::suspend);
    verb("resume", PctPower::resume);
    verb("status", PctPower::status).option("verbose", bool());
  }

  private void inside() {
    verb("console", PctExec::console).option("escape", text());
    verb("pull", PctFiles::pull).with("path", text()).with("destination", text()).options(OWNER);
    verb("push", PctFiles::push).with("file", text()).with("destination", text()).options(OWNER);
    verb("exec", PctExec::exec).withExtra().option("keep-env", bool());
  }

  private Verb verb(String name, Verb.Action action) {
    return verb(name, action, true);
  }

  private Verb verb(String name, Verb.Action action, boolean ofGuest) {
    Verb verb = new Verb("pct", name, action);
    verbs.put(name, verb);
    return ofGuest ? verb.with("vmid", VMID) : verb;
  }

  int run(List<String> words, Call.Context context) {
    List<String> heard =
        utf8(context.environment()) ? words : words.stream().map(Pct::mangled).toList();
    Verb verb = heard.isEmpty() ? null : verbs.get(heard.get(0));
    if (verb != null) {
      return verb.run(heard.subList(1, heard.size()), context);
    }
    String wrong =
        heard.isEmpty() ? "no command specified" : "unknown command 'pct " + heard.get(0) + "'";
    context.output().err("ERROR: " + wrong + "\n" + PctUsage.text(verbs));
    return Refusal.DIED;
  }

  private static boolean utf8(Map<String, String> environment) {
    String locale =
        environment.getOrDefault(
            "LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "C")));
    return locale.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8");
  }

  /** Perl reads arguments in the locale's encoding; in that of C every other byte is lost. */
  private static String mangled(String word) {
    StringBuilder mangled = new StringBuilder();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      mangled.append(b >= 0 ? (char) b : '\ufffd');
    }
    return mangled.toString();
  }
}
