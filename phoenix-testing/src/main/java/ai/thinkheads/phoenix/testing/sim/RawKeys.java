package ai.thinkheads.phoenix.testing.sim;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of LXC's own configuration that Proxmox takes over from a container's (pve-container 5
 * and 6, {@code is_valid_lxc_conf_key}).
 */
final class RawKeys {

  private static final Pattern FAMILY =
      Pattern.compile("lxc\\.(?:cgroup2?|prlimit|limit|net|network|hook|sysctl)\\..+");

  private static final Set<String> KNOWN =
      Set.of(
          "lxc.apparmor.profile",
          "lxc.apparmor.allow_incomplete",
          "lxc.apparmor.allow_nesting",
          "lxc.apparmor.raw",
          "lxc.selinux.context",
          "lxc.include",
          "lxc.arch",
          "lxc.uts.name",
          "lxc.signal.halt",
          "lxc.signal.reboot",
          "lxc.signal.stop",
          "lxc.init.cmd",
          "lxc.init.cwd",
          "lxc.init.uid",
          "lxc.init.gid",
          "lxc.init.groups",
          "lxc.pty.max",
          "lxc.console.logfile",
          "lxc.console.path",
          "lxc.tty.max",
          "lxc.devtty.dir",
          "lxc.autodev",
          "lxc.kmsg",
          "lxc.mount.fstab",
          "lxc.mount.entry",
          "lxc.mount.auto",
          "lxc.rootfs.mount",
          "lxc.cap.drop",
          "lxc.cap.keep",
          "lxc.seccomp.profile",
          "lxc.seccomp.notify.proxy",
          "lxc.seccomp.notify.cookie",
          "lxc.idmap",
          "lxc.log.level",
          "lxc.log.file",
          "lxc.start.auto",
          "lxc.start.delay",
          "lxc.start.order",
          "lxc.group",
          "lxc.environment",
          "lxc.environment.runtime",
          "lxc.environment.hooks",
          // the names they had before LXC 3
          "lxc.aa_profile",
          "lxc.aa_allow_incomplete",
          "lxc.console",
          "lxc.devttydir",
          "lxc.haltsignal",
          "lxc.rebootsignal",
          "lxc.stopsignal",
          "lxc.id_map",
          "lxc.init_cmd",
          "lxc.loglevel",
          "lxc.logfile",
          "lxc.mount",
          "lxc.pts",
          "lxc.se_context",
          "lxc.seccomp",
          "lxc.tty",
          "lxc.utsname");

  private RawKeys() {}

  static boolean isKnown(String key) {
    return KNOWN.contains(key) || FAMILY.matcher(key).matches();
  }
}
