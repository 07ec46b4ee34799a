package ai.thinkheads.phoenix.proxmox;

import ai.thinkheads.phoenix.core.HypervisorException;
import ai.thinkheads.phoenix.core.plan.Action;
import ai.thinkheads.phoenix.core.run.StaleConfigurationException;
import ai.thinkheads.phoenix.proxmox.shell.Command;
import ai.thinkheads.phoenix.proxmox.shell.CommandResult;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure that Proxmox is known to report, and what it means to a user. The texts are those of
 * pve-container, pve-guest-common and pve-storage, which do not translate them.
 */
final class KnownFailure {

  /** In the order in which they are looked for: what is more telling comes first. */
  private static final List<Rule> RULES =
      List.of(
          stale(
              "detected modified configuration",
              "its configuration was changed since the plan was made",
              "plan again, look at what has changed, and apply that plan"),
          rule(
              "CT is locked \\(create\\)",
              "{guest} is being created, or that broke off (lock: create)",
              "wait for it; when no task works on it, run again with --recover"),
          rule(
              "CT is locked \\(mounted\\)",
              "the file system of {guest} is mounted on the node (lock: mounted)",
              "run: pct unmount {guest}"),
          rule(
              "CT is locked \\(([^)]+)\\)",
              "{guest} is locked by another operation (lock: {1})",
              "wait until that has ended; when no task works on it, run again with --recover"),
          rule(
              "can't lock file '[^']*' - got timeout|got lock request timeout",
              "another operation on {guest} does not end",
              "look at the node's running tasks, wait for them, then run again"),
          rule(
              "no quorum|cluster not ready",
              "the cluster has no quorum, so nothing can be changed",
              "bring the other nodes back; see: pvecm status"),
          rule(
              "ipcc_send_rec|Unable to load access control list",
              "the cluster file system does not answer",
              "start it: systemctl restart pve-cluster"),
          rule(
              "Configuration file 'nodes/[^']*/(?:lxc|qemu-server)/([0-9]+)\\.conf' does not exist",
              "container {1} does not exist any more",
              "plan again"),
          rule(
              "(?:CT|VM) ([0-9]+) already exists(?: on node '([^']*)')?",
              "{1} exists already",
              "plan again, or choose another number"),
          rule(
              "VM [0-9]+ belongs already to pool '([^']*)'",
              "it was put into pool {1} since the plan was made",
              "plan again"),
          rule(
              "pool '([^']*)' does not exist",
              "pool {1} does not exist",
              "make it: pveum pool add {1}"),
          rule(
              "[0-9]+ instead of [0-9]+ bytes arrived",
              "what was to be written did not arrive as a whole, so nothing was written",
              "run again"),
          rule(
              "/etc/pve/[^:\\n]*: Permission denied",
              "/etc/pve is read-only, as it is without quorum: {line}",
              "bring the other nodes of the cluster back; see: pvecm status"),
          rule(
              "/etc/pve/[^:\\n]*: File too large",
              "its configuration would be larger than the cluster file system allows: {line}",
              "shorten its notes or rows, or remove snapshots"),
          rule(
              "storage '([^']*)' does not exist",
              "storage {1} does not exist",
              "choose one that pvesm status lists, or add it first"),
          rule(
              "storage '([^']*)' (is disabled|is not available[^\\n]*)",
              "storage {1} {2}",
              "enable it for this node, or choose one that pvesm status lists"),
          rule(
              "content type 'rootdir' is not available or configured on storage '([^']*)'"
                  + "|storage '([^']*)' does not (?:allow|support) content type 'rootdir'",
              "storage {1}{2} holds no containers",
              "add the content type rootdir to it, or choose another storage"),
          rule(
              "volume '(([^':]*):vztmpl/([^']*))' does not exist",
              "image {1} does not exist",
              "download it: pveam download {2} {3}; or use one that pveam list {2} shows"),
          rule(
              "volume '([^']*)' does not exist",
              "volume {1} does not exist",
              "see what has become of it: pvesm list STORAGE"),
          rule(
              "bridge '([^']*)' does not exist",
              "bridge {1} does not exist",
              "make it, or give the container another bridge"),
          rule(
              "Device (/dev/\\S+) does not exist",
              "device {1} does not exist on the node",
              "install its driver on the node, or take it away from the container"),
          rule(
              "(?i)no space left on device|out of space|not enough (?:free )?space"
                  + "|insufficient free space|disk quota exceeded",
              "there is not enough space: {line}",
              "free some, or choose another storage; see: pvesm status"),
          rule(
              "protection mode enabled",
              "it is protected",
              "take that away first: pct set {vmid} --protection 0"),
          rule(
              "snapshot feature is not available",
              "it cannot take a snapshot",
              "put all of its volumes on a storage with snapshots (ZFS, LVM-thin, Ceph, btrfs);"
                  + " bind mounts and devices prevent them, too"),
          rule(
              "snapshot name '([^']*)' already used",
              "it has a snapshot {1} already",
              "plan again"),
          rule(
              "snapshot '([^']*)' does not exist",
              "snapshot {1} of {guest} does not exist",
              "plan again"),
          rule(
              "cannot mount subvol snapshots for storage type 'btrfs'",
              "a snapshot of {guest} cannot be copied, because it is a btrfs subvolume",
              "make {guest} again with a disk of a fixed size"),
          rule(
              "unable to clone mountpoint '([^']*)' \\(type ([^)]*)\\)",
              "{guest} cannot be copied because of its {2} mount {1}",
              "mount it in the clones instead"),
          rule(
              "unable to shrink disk size",
              "its disk is larger already",
              "plan again; disks only grow"),
          rule(
              "cannot resize subvolume",
              "its disk is a btrfs subvolume without quota and has no size",
              "make the container again with a disk of a fixed size"),
          rule(
              "unable to destroy CT [0-9]+ - container is running",
              "it was started since the plan was made",
              "plan again"),
          rule(
              "used in HA resources",
              "it is managed by HA",
              "take it out first: ha-manager remove ct:{vmid}"),
          rule(
              "There is a replication job '([^']*)'",
              "it is replicated by the job {1}",
              "remove that first, and make it again afterwards: pvesr delete {1}"),
          rule(
              "you can't start a CT if it's a template",
              "it was converted to a Proxmox template and cannot start",
              "clone it to a new container, or give the definition another number"),
          rule(
              "container did not stop",
              "it did not stop in time",
              "look into it with pct enter {vmid}, or stop it: pct stop {vmid}"),
          rule(
              "(?:VM|CT) [0-9]+ not running|container '[0-9]+' not running",
              "it does not run any more",
              "plan again"),
          rule(
              "startup for container '[^']*' failed",
              "it does not start{output}",
              "see why: pct start {vmid} --debug"),
          rule(
              "400 Parameter verification failed\\.\\s+(\\S[^\\n]*)",
              "Proxmox refuses {1}",
              "correct that value in the definition"),
          rule(
              "Unknown option: allow-move",
              "this version of Proxmox does not move it from one pool to another",
              "take it out of its pool: pveum pool modify POOL --vms {vmid} --delete 1"),
          rule(
              "Unknown option: (\\S+)",
              "this version of Proxmox does not know the option {1}",
              "upgrade the node, or leave it out"),
          rule(
              "(?i)permission check failed|permission denied|operation not permitted"
                  + "|please run as root|must be root",
              "the node does not permit it: {line}",
              "log in as root, or as a user who may run sudo without a password"),
          rule(
              "(?:pct|lxc-attach)['\"]?:? (?:command )?not found",
              "pct is missing, so this is not a Proxmox VE node",
              "check the host's address"));

  private final Rule rule;
  private final Matcher matcher;
  private final String line;

  private KnownFailure(Rule rule, Matcher matcher, String line) {
    this.rule = rule;
    this.matcher = matcher;
    this.line = line;
  }

  /** The failure that a text tells, when it is a known one. */
  static Optional<KnownFailure> in(String text) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern().matcher(text);
      if (matcher.find()) {
        return Optional.of(new KnownFailure(rule, matcher, lineOf(text, matcher.start())));
      }
    }
    return Optional.empty();
  }

  private static String lineOf(String text, int position) {
    int start = text.lastIndexOf('\n', position) + 1;
    int end = text.indexOf('\n', position);
    return Stderr.excerpt(text.substring(start, end < 0 ? text.length() : end));
  }

  /** What is thrown for it. */
  HypervisorException exception(Action action, Command command, CommandResult result) {
    String message = "container " + action.vmid() + ": " + fill(rule.message(), action, result);
    String remedy = fill(rule.remedy(), action, result);
    CommandFailedException failure = new CommandFailedException(message, remedy, command, result);
    return rule.stale() ? new StaleConfigurationException(message, remedy, failure) : failure;
  }

  private String fill(String text, Action action, CommandResult result) {
    // A clone is refused because of what it is a copy of.
    Object guest = action instanceof Action.CloneContainer clone ? clone.source() : action.vmid();
    String filled =
        text.replace("{guest}", guest.toString())
            .replace("{vmid}", action.vmid().toString())
            .replace("{line}", line)
            .replace("{output}", output(result));
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String value = matcher.group(group);
      filled = filled.replace("{" + group + "}", value == null ? "" : value);
    }
    return filled;
  }

  private static String output(CommandResult result) {
    String output = Stderr.excerpt(result.stdoutText());
    return output.isEmpty() ? "" : ": " + output;
  }

  private static Rule rule(String pattern, String message, String remedy) {
    return new Rule(Pattern.compile(pattern), message, remedy, false);
  }

  private static Rule stale(String pattern, String message, String remedy) {
    return new Rule(Pattern.compile(pattern), message, remedy, true);
  }

  private record Rule(Pattern pattern, String message, String remedy, boolean stale) {}
}
