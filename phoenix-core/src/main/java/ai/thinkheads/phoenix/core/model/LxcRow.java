package ai.thinkheads.phoenix.core.model;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A raw row of LXC's own configuration in a container's file, like {@code
 * lxc.cgroup2.devices.allow: c 195:* rwm}. Proxmox's commands cannot set these; they are written
 * into the file, in their order, and felt when the container starts.
 *
 * @param key a key that Proxmox accepts, like {@code lxc.mount.entry}
 * @param value the rest of the row, without blanks around it
 */
public record LxcRow(String key, String value) {

  private static final Pattern ROW = Pattern.compile("\\s*([^\\s:=]+)\\s*[:=](.*)");

  /** Keys that {@code PVE::LXC::Config} knows by name. */
  private static final Set<String> KEYS =
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
          "lxc.hook.autodev",
          "lxc.hook.pre-start",
          "lxc.hook.pre-mount",
          "lxc.hook.mount",
          "lxc.hook.start",
          "lxc.hook.stop",
          "lxc.hook.post-stop",
          "lxc.hook.clone",
          "lxc.hook.destroy",
          "lxc.hook.version",
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
          "lxc.sysctl.fs.mqueue",
          "lxc.sysctl.kernel.msgmax",
          "lxc.sysctl.kernel.msgmnb",
          "lxc.sysctl.kernel.msgmni",
          "lxc.sysctl.kernel.sem",
          "lxc.sysctl.kernel.shmall",
          "lxc.sysctl.kernel.shmmax",
          "lxc.sysctl.kernel.shmmni",
          "lxc.sysctl.kernel.shm_rmid_forced");

  /** Families of keys that it knows; the cgroup and limit ones of old are deprecated there. */
  private static final Pattern FAMILIES =
      Pattern.compile("lxc\\.(cgroup2?|prlimit|limit|net|sysctl\\.fs\\.mqueue)\\.[a-z0-9_.-]+");

  private static final Set<String> SINCE_9 =
      Set.of(
          "lxc.init.cwd",
          "lxc.init.uid",
          "lxc.init.gid",
          "lxc.init.groups",
          "lxc.environment.runtime",
          "lxc.environment.hooks");

  /**
   * @throws IllegalArgumentException when Proxmox does not accept the key, or the value is not one
   *     line
   */
  public LxcRow {
    value = value.strip();
    if (key.equals("lxc.rootfs.path") || key.equals("lxc.rootfs.options")) {
      throw new IllegalArgumentException(
          key + " is made by Proxmox itself; say it with the root disk of the container");
    }
    if (!KEYS.contains(key) && !FAMILIES.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "\"" + key + "\" is no LXC key that Proxmox accepts; use one like lxc.mount.entry");
    }
    if (value.matches("(?s).*[\\x00-\\x08\\x0a-\\x1f\\x7f].*")) {
      throw new IllegalArgumentException(
          key + " must be one line without control characters; give several rows instead");
    }
  }

  /**
   * Reads {@code KEY: VALUE} or {@code KEY = VALUE}, with or without blanks.
   *
   * @throws IllegalArgumentException when the text is neither, or Proxmox does not accept the key
   */
  public static LxcRow parse(String text) {
    Matcher matcher = ROW.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no row of LXC; write it like lxc.mount.auto: proc:rw");
    }
    return new LxcRow(matcher.group(1), matcher.group(2));
  }

  /** The first major version of Proxmox VE that accepts it, among those that are supported. */
  public int since() {
    return SINCE_9.contains(key) ? 9 : 8;
  }

  /** The row as Proxmox writes it. */
  @Override
  public String toString() {
    return key + ": " + value;
  }
}
